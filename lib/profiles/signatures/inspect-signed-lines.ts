import { type Remark, right, wrong } from '@/lib/domain/signature-checks/remark';
import { inspectMethod, inspectTimeText, inspectUrl } from '@/lib/profiles/signatures/inspect-parts';

/** Reads the lines that `signedLines` signs. */
export function inspectSignedLines(base: string, at: Date, windowSeconds: number): Remark[] {
  const lines = base.split('\n');
  if (lines.length !== 5) {
    return [wrong(`There must be 5 lines: time, nonce, method, URL and MD5. There are ${lines.length}.`)];
  }
  const [time = '', nonce = '', method = '', url = '', digest = ''] = lines;
  return [
    right('There are 5 lines.'),
    inspectTimeText('The time', time, at, windowSeconds),
    /^[0-9A-Za-z]{1,32}$/.test(nonce)
      ? right('The nonce has the right form.')
      : wrong('The nonce must be 1 to 32 letters and digits.'),
    inspectMethod(method),
    inspectUrl(url),
    /^[0-9a-f]{32}$/.test(digest)
      ? right('The MD5 of the body has the right form.')
      : wrong('The last line must be the MD5 of the body, in 32 lower-case hexadecimal digits.'),
  ];
}
