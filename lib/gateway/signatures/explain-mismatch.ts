import { createHmac } from 'node:crypto';
import { DEFAULT_PORTS } from '@/lib/gateway/signatures/components';
import type { SignatureScheme, SignedRequest } from '@/lib/gateway/signatures/scheme';

/** What was signed, when it is found out: how it came about, and the first line that differs if one does. */
interface Finding {
  problem: string;
  difference?: { line: number; expected: string; signed: string };
}

type Slip<T> = [problem: string, make: (value: T, request: SignedRequest) => T];

function reserialize(body: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
  } catch {
    return body;
  }
}

const REQUEST_SLIPS: Slip<SignedRequest>[] = [
  ['The other protocol was signed.', (r) => ({ ...r, protocol: r.protocol === 'https' ? 'http' : 'https' })],
  ['The host was signed without its port.', (r) => ({ ...r, authority: r.authority.replace(/:\d+$/, '') })],
  ['The query was left out.', (r) => ({ ...r, query: '' })],
  ['The path was signed with the query.', (r) => ({ ...r, path: r.path + r.query })],
  ['The slash at the end of the path differs.', (r) => ({ ...r, path: r.path.replace(/.$/, otherEnd) })],
  ['The path was signed without its beginning.', (r) => ({ ...r, path: r.path.replace(/^\/api\/v\d+/, '') })],
  ['The body was left out.', (r) => ({ ...r, body: Buffer.alloc(0) })],
  ['The body was written anew after it was signed.', (r) => ({ ...r, body: reserialize(r.body) })],
];

function otherEnd(last: string): string {
  return last === '/' ? '' : `${last}/`;
}

const BASE_SLIPS: Slip<string>[] = [
  ['The method was signed in lower case.', (base, { method }) => base.replace(method, method.toLowerCase())],
  [
    'The host was signed with the default port.',
    (base, { protocol }) =>
      base.replace(
        /^("@target-uri": \w+:\/\/[^/?\n]+|"@authority": .+)/gm,
        `$1:${DEFAULT_PORTS[protocol] ?? ''}`,
      ),
  ],
  ['A line break was signed at the end.', (base) => `${base}\n`],
  ['The lines end in CR LF.', (base) => base.replaceAll('\n', '\r\n')],
  ['The names of the components stand without quotes.', (base) => base.replace(/^"([^"]+)": /gm, '$1: ')],
  [
    'The last line, "@signature-params", was left out.',
    (base) => base.replace(/\n"@signature-params": .*$/, ''),
  ],
  [
    'The parameters were signed in another spelling than Signature-Input has.',
    (base, request) =>
      base.replace(/(\n"@signature-params": ).*$/, (_, start: string) => {
        return start + (request.header('signature-input') ?? '').replace(/^[^=]*=/, '');
      }),
  ],
];

const SECRET_SLIPS: [problem: string, make: (secret: string) => string | Buffer][] = [
  ['The signing secret was decoded from base64 first.', (secret) => Buffer.from(secret, 'base64')],
  ['The signing secret was used without its prefix.', (secret) => secret.slice(secret.lastIndexOf('_') + 1)],
  ['The signing secret was used with a line break at its end.', (secret) => `${secret}\n`],
];

function compare(problem: string, expected: string, signed: string): Finding {
  const [ours, theirs] = [expected.split('\n'), signed.split('\n')];
  const line = Array.from({ length: Math.max(ours.length, theirs.length) }).findIndex(
    (_, index) => ours[index] !== theirs[index],
  );
  const difference = { line: line + 1, expected: ours[line] ?? '', signed: theirs[line] ?? '' };
  return { problem, difference };
}

/** The usual slip that explains the signature, found by trying each. */
function find(
  scheme: SignatureScheme,
  request: SignedRequest,
  keyId: string,
  secret: string,
  base: string,
): Finding | undefined {
  const claim = scheme.read(request, keyId);
  if ('problem' in claim) return undefined;
  const explains = (text: string, key: string | Buffer) =>
    createHmac('sha256', key).update(text).digest().equals(claim.signature);

  for (const [problem, make] of REQUEST_SLIPS) {
    const slipped = scheme.read(make(request, request), keyId);
    if (!('problem' in slipped) && explains(slipped.base, secret))
      return compare(problem, base, slipped.base);
  }
  for (const [problem, make] of BASE_SLIPS) {
    const slipped = make(base, request);
    if (explains(slipped, secret)) return compare(problem, base, slipped);
  }
  for (const [problem, make] of SECRET_SLIPS) {
    if (explains(base, make(secret))) return { problem };
  }
  return undefined;
}

const LONGEST = 2_000;

/** What has the shape of one of our secrets, wherever it stands; public ids are shorter. */
const SECRET_SHAPE = /\b([0-9a-z]+_(?:[0-9a-z]+_)?)[0-9A-Za-z]{26,}/g;

/** Takes out what no page may show: credentials that the signature covers, or that strayed into the address. */
function redact(text: string): string {
  return text
    .replace(/^("?(?:authorization|x-api-key|cookie)"?): .*$/gm, '$1: ****')
    .replace(SECRET_SHAPE, '$1****')
    .slice(0, LONGEST);
}

const UNKNOWN = 'It is none of the usual slips: compare the string that you sign with this one.';

/**
 * Why a signature does not match, as far as trying the usual slips tells: the problem in words, the string `base` that
 * should have been signed, and, when it is found out what was, the first line that differs. Nothing in it is a secret.
 */
export function explainMismatch(
  scheme: SignatureScheme,
  request: SignedRequest,
  keyId: string,
  secret: string,
  base: string,
): Record<string, string | number> {
  const finding = find(scheme, request, keyId, secret, base) ?? { problem: UNKNOWN };
  const { problem, difference } = finding;
  const mismatch = { problem, base: redact(base) };
  if (!difference) return mismatch;
  const { line, expected, signed } = difference;
  return { ...mismatch, line, expected: redact(expected), signed: redact(signed) };
}
