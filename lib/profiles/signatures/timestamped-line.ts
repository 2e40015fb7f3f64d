import { SECOND } from '@/lib/clock';
import { inspectTimestampedLine } from '@/lib/profiles/signatures/inspect-timestamped-line';
import type { SignatureScheme } from '@/lib/profiles/signatures/scheme';
import { timestampedLineGuide } from '@/lib/profiles/signatures/timestamped-line-guide';

const WINDOW_SECONDS = 300;
const HEX_SHA256 = /^[0-9a-f]{64}$/;

/**
 * A plain scheme: `X-Timestamp` in unix seconds, and `X-Signature`, the lower-case hex
 * HMAC-SHA-256 of `METHOD|path|timestamp|body`. The path has no query. A timestamp and its signature are
 * accepted once, so the signature serves as the nonce.
 */
export const timestampedLine: SignatureScheme = {
  guide: timestampedLineGuide,
  summary:
    'X-Timestamp is the time in Unix seconds, and X-Signature the lower-case hex HMAC-SHA-256 of METHOD|path|timestamp|body.',
  inspect: (base, _keyId, at) => inspectTimestampedLine(base, at, WINDOW_SECONDS),
  signsPlainBody: true,
  mistakes: [],
  windowSeconds: WINDOW_SECONDS,
  marks: ['x-signature', 'x-timestamp'],
  isSignedBy: () => true,
  read(request) {
    const timestamp = request.header('x-timestamp') ?? '';
    const signature = request.header('x-signature') ?? '';
    if (!/^\d{1,11}$/.test(timestamp)) return { problem: 'X-Timestamp must hold the time in unix seconds.' };
    if (!HEX_SHA256.test(signature))
      return { problem: 'X-Signature must hold 64 lower-case hexadecimal digits.' };
    return {
      signature: Buffer.from(signature, 'hex'),
      base: `${request.method}|${request.path}|${timestamp}|${request.body.toString('utf8')}`,
      createdAt: new Date(Number(timestamp) * SECOND),
      nonce: `${timestamp}.${signature}`,
    };
  },
};
