import { createHmac } from 'node:crypto';
import { secretMistakes, TEXT_MISTAKES } from '@/lib/domain/key-secrets/signing-mistakes';
import type { Profile } from '@/lib/profiles/profile';
import type { SignatureScheme, SignedRequest, SigningMistake } from '@/lib/profiles/signatures/scheme';

/** What was signed instead: the mistake, and the first line that differs, if one does. */
interface Finding {
  problem: string;
  difference?: { line: number; expected: string; signed: string };
}

type Api = Pick<Profile, 'base' | 'keys'>;

type RequestMistake = [problem: string, make: (request: SignedRequest) => SignedRequest];

function reserialize(body: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
  } catch {
    return body;
  }
}

const requestMistakes = (basePath: string): RequestMistake[] => [
  ['The other protocol was signed.', (r) => ({ ...r, protocol: r.protocol === 'https' ? 'http' : 'https' })],
  ['The host was signed without its port.', (r) => ({ ...r, authority: r.authority.replace(/:\d+$/, '') })],
  ['The query was left out.', (r) => ({ ...r, query: '' })],
  ['The path was signed with the query.', (r) => ({ ...r, path: r.path + r.query })],
  ['The slash at the end of the path differs.', (r) => ({ ...r, path: r.path.replace(/.$/, otherEnd) })],
  [
    'The path was signed without its beginning.',
    (r) => ({ ...r, path: r.path.startsWith(basePath) ? r.path.slice(basePath.length) : r.path }),
  ],
  ['The body was left out.', (r) => ({ ...r, body: Buffer.alloc(0) })],
  ['The body was serialized again after it was signed.', (r) => ({ ...r, body: reserialize(r.body) })],
];

function otherEnd(last: string): string {
  return last === '/' ? '' : `${last}/`;
}

/** Mistakes with any scheme. */
const BASE_MISTAKES: readonly SigningMistake[] = [
  {
    problem: 'The method was signed in lower case.',
    make: (base, { method }) => base.replace(method, method.toLowerCase()),
  },
  ...TEXT_MISTAKES.map(([problem, make]) => ({ problem, make })),
];

function compare(problem: string, expected: string, signed: string): Finding {
  const [ours, theirs] = [expected.split('\n'), signed.split('\n')];
  const line = Array.from({ length: Math.max(ours.length, theirs.length) }).findIndex(
    (_, index) => ours[index] !== theirs[index],
  );
  const difference = { line: line + 1, expected: ours[line] ?? '', signed: theirs[line] ?? '' };
  return { problem, difference };
}

/** Tries each common mistake and returns the one that explains the signature. */
function find(
  scheme: SignatureScheme,
  request: SignedRequest,
  keyId: string,
  secret: string,
  base: string,
  { base: basePath, keys }: Api,
): Finding | undefined {
  const claim = scheme.read(request, keyId);
  if ('problem' in claim) return undefined;
  const explains = (text: string, key: string | Buffer) =>
    createHmac('sha256', key).update(text).digest().equals(claim.signature);

  for (const [problem, make] of requestMistakes(basePath)) {
    const mistaken = scheme.read(make(request), keyId);
    if (!('problem' in mistaken) && explains(mistaken.base, secret))
      return compare(problem, base, mistaken.base);
  }
  for (const { problem, make } of [...BASE_MISTAKES, ...scheme.mistakes]) {
    const mistaken = make(base, request);
    if (explains(mistaken, secret)) return compare(problem, base, mistaken);
  }
  for (const [problem, make] of secretMistakes(keys.signingPrefix)) {
    if (explains(base, make(secret))) return { problem };
  }
  return undefined;
}

const UNKNOWN = 'None of the common mistakes explains it. Compare the string that you sign with this one.';

/**
 * Explains why a signature does not match, by trying common mistakes. Returns the problem in words, the string `base`
 * that should have been signed and, if it is known what was signed instead, the first line that differs.
 *
 * The texts repeat parts of the request, so they can contain secrets: redact them before they are stored or shown.
 * @param api where the API begins, and how its signing secrets start
 */
export function explainMismatch(
  scheme: SignatureScheme,
  request: SignedRequest,
  keyId: string,
  secret: string,
  base: string,
  api: Api,
): Record<string, string | number> {
  const finding = find(scheme, request, keyId, secret, base, api) ?? { problem: UNKNOWN };
  const { problem, difference } = finding;
  return { problem, base, ...difference };
}
