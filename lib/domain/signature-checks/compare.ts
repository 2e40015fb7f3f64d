import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import {
  addBreak,
  type Mistake,
  secretMistakes,
  TEXT_MISTAKES,
  toCrLf,
} from '@/lib/domain/key-secrets/signing-mistakes';
import { type CheckedScheme, note, type Remark, right, wrong } from '@/lib/domain/signature-checks/remark';

const BYTES = 32;

/**
 * The bytes of an HMAC-SHA-256 as people copy it: hexadecimal digits or base64, alone or as the value of a header, such as
 * `sig1=:…:`. Undefined for anything else.
 */
export function readSignature(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  const [, base64 = text] = /^[a-z*][\w.*-]*=:([^:]*):$/.exec(text) ?? [];
  if (!/^[0-9A-Za-z+/]{43}=?$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === BYTES ? bytes : undefined;
}

/** The text that somebody copied from what their code printed: printing adds a line break. */
export const withoutLastBreak = (pasted: string) => pasted.replace(/\n$/, '');

/** Line breaks of a body that a pasted text may have lost. Whether they are right depends on the body that is sent. */
const BODY_BREAKS: readonly Mistake[] = [
  ['The signature matches this text with a line break at its end. The body must end in it, too.', addBreak],
  ['The signature matches this text with CR LF as line breaks. The body must have them, too.', toCrLf],
  [
    'The signature matches this text with CR LF as line breaks, also at its end. The body must have them, too.',
    (text) => toCrLf(addBreak(text)),
  ],
];

type Scheme = Pick<CheckedScheme, 'signsPlainBody'> & Pick<KeyPolicy, 'signingPrefix'>;

/** Whether `signature` was made of the pasted text with `secret`, or the mistake that explains it. */
export function compareSignature(
  pasted: string,
  signature: Buffer,
  secret: string,
  { signsPlainBody, signingPrefix }: Scheme,
): Remark {
  const explains = (text: string, key: string | Buffer) =>
    timingSafeEqual(createHmac('sha256', key).update(text).digest(), signature);
  const base = withoutLastBreak(pasted);
  if (explains(base, secret) || (signsPlainBody && explains(pasted, secret)))
    return right('The signature matches this text.');
  const [breaks, judge] = signsPlainBody ? [BODY_BREAKS, note] : [TEXT_MISTAKES, wrong];
  for (const [problem, make] of breaks) if (explains(make(base), secret)) return judge(problem);
  for (const [problem, make] of secretMistakes(signingPrefix))
    if ([base, pasted].some((text) => explains(text, make(secret)))) return wrong(problem);
  return wrong('The signature was made of another text, or with another signing secret.');
}
