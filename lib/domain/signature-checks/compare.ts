import { createHmac, timingSafeEqual } from 'node:crypto';
import { secretMistakes, TEXT_MISTAKES } from '@/lib/domain/key-secrets/signing-mistakes';
import { type Remark, right, wrong } from '@/lib/domain/signature-checks/remark';

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

/** Whether `signature` was made of `base` with `secret`, or the mistake that explains it. */
export function compareSignature(base: string, signature: Buffer, secret: string, prefix: string): Remark {
  const explains = (text: string, key: string | Buffer) =>
    timingSafeEqual(createHmac('sha256', key).update(text).digest(), signature);
  if (explains(base, secret)) return right('The signature matches this text.');
  for (const [problem, make] of TEXT_MISTAKES) if (explains(make(base), secret)) return wrong(problem);
  for (const [problem, make] of secretMistakes(prefix))
    if (explains(base, make(secret))) return wrong(problem);
  return wrong('The signature was made of another text, or with another signing secret.');
}
