import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';

/** What a signature covers: the value of a header (in lower case), or a part of the request. */
export type SignedPart =
  | { header: string }
  | 'method'
  /** The URL of the endpoint, as it was registered. */
  | 'url'
  | 'body'
  /** The MD5 of the body in lower-case hexadecimal digits. */
  | 'body-md5';

/** How receivers verify a delivery: an HMAC-SHA-256 of some parts of it. */
export interface WebhookSignature {
  /** Its name in lower case. It contains one signature or several, separated by spaces. */
  header: string;
  /** What comes before each signature. */
  prefix: string;
  encoding: 'hex' | 'base64';
  signedParts: readonly SignedPart[];
  /** What is between the signed parts. */
  separator: '.' | '\n';
  /** The signed header with the time in Unix seconds; null: no time is signed. */
  timestampHeader: string | null;
  /** The key of the HMAC is the base64 that follows this in the secret; null: the secret as it is written. */
  base64After: string | null;
}

/** A provider's webhooks: what customers can choose, and how events are delivered and verified. */
export interface WebhookFormat extends WebhookPolicy, WebhookProtocol {
  /** What `sign` makes, for the documentation. */
  signature: WebhookSignature;
}
