import { createHmac } from 'node:crypto';
import type { SignedContent } from '@/lib/domain/webhook-deliveries/protocol';
import type { SignedPart, WebhookSignature } from '@/lib/profiles/webhook-format';
import { unixSeconds } from '@/lib/profiles/webhooks/unix-seconds';

/** The lower-case hex HMAC-SHA-256 of `text`. The secret is used as it is written. */
function hexDigest(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** The digest of the body with the current secret; undefined without a secret. */
export function bodyDigest({ body, secrets: [secret] }: SignedContent): string | undefined {
  return secret === undefined ? undefined : hexDigest(secret, body);
}

/** The digest of `{time in Unix seconds}.{body}` with the current secret; undefined without a secret. */
export function timestampedDigest({ at, body, secrets: [secret] }: SignedContent): string | undefined {
  return secret === undefined ? undefined : hexDigest(secret, `${unixSeconds(at)}.${body}`);
}

/**
 * The header with `bodyDigest`, or with `timestampedDigest`, after a prefix.
 * @param timestampHeader the header with the time that is signed; null: only the body is signed
 */
export function hexSignature(
  header: string,
  timestampHeader: string | null,
  prefix = 'sha256=',
): WebhookSignature {
  const signedParts: SignedPart[] =
    timestampHeader === null ? ['body'] : [{ header: timestampHeader }, 'body'];
  return {
    header,
    prefix,
    encoding: 'hex',
    signedParts,
    separator: '.',
    timestampHeader,
    base64After: null,
  };
}
