import { createHash } from 'node:crypto';
import { SECOND } from '@/lib/clock';
import { inspectSignedLines } from '@/lib/profiles/signatures/inspect-signed-lines';
import type { SignatureScheme, SignedRequest } from '@/lib/profiles/signatures/scheme';
import { signedLinesGuide } from '@/lib/profiles/signatures/signed-lines-guide';

const WINDOW_SECONDS = 30;
const HEX_SHA256 = /^[0-9a-f]{64}$/i;
const NONCE = /^[0-9A-Za-z]{1,32}$/;

/** What a signature covers. */
interface Signed {
  /** In Unix seconds. */
  timestamp: string;
  nonce: string;
  method: string;
  /** The whole URL, with its query. */
  url: string;
  body: string | Buffer;
}

/** The lines of a request or of a webhook delivery. The body is there as its MD5 in hexadecimal digits. */
export function linesToSign({ timestamp, nonce, method, url, body }: Signed): string {
  return [timestamp, nonce, method, url, createHash('md5').update(body).digest('hex')].join('\n');
}

/** The URLs that the client can have called: at the host that arrived, and at the address of this installation. */
function dialledUrls(request: SignedRequest): string[] {
  const { protocol, authority, path, query } = request;
  const arrived = `${protocol}://${authority}`;
  return [...new Set([arrived, request.origin?.() ?? arrived])].map((start) => `${start}${path}${query}`);
}

/**
 * Lines with the whole URL: `X-Timestamp` in Unix seconds, a new `X-Nonce` of letters and digits, and `X-Signature`, the
 * hex HMAC-SHA-256 of time, nonce, method, URL and the MD5 of the body, one a line.
 */
export const signedLines: SignatureScheme = {
  guide: signedLinesGuide,
  summary:
    'X-Timestamp is the time in Unix seconds, X-Nonce up to 32 letters and digits, and X-Signature the hex HMAC-SHA-256 of the lines time, nonce, method, full URL, and MD5 of the body in hex.',
  inspect: (base, _keyId, at) => inspectSignedLines(base, at, WINDOW_SECONDS),
  signsPlainBody: false,
  mistakes: [],
  windowSeconds: WINDOW_SECONDS,
  marks: ['x-signature', 'x-timestamp', 'x-nonce'],
  isSignedBy: () => true,
  read(request) {
    const timestamp = request.header('x-timestamp') ?? '';
    const nonce = request.header('x-nonce') ?? '';
    const signature = request.header('x-signature') ?? '';
    if (!/^\d{1,11}$/.test(timestamp)) return { problem: 'X-Timestamp must be the time in Unix seconds.' };
    if (!NONCE.test(nonce)) return { problem: 'X-Nonce must be 1 to 32 letters and digits.' };
    if (!HEX_SHA256.test(signature)) return { problem: 'X-Signature must be 64 hexadecimal digits.' };
    const { method, body } = request;
    const [base = '', ...otherBases] = dialledUrls(request).map((url) =>
      linesToSign({ timestamp, nonce, method, url, body }),
    );
    return {
      signature: Buffer.from(signature, 'hex'),
      base,
      otherBases,
      createdAt: new Date(Number(timestamp) * SECOND),
      nonce,
    };
  },
};
