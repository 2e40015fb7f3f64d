import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';

/** How receivers verify a delivery: an HMAC-SHA-256 of some headers and the body, which points separate. */
export interface WebhookSignature {
  /** Its name in lower case. It contains one signature or several, separated by spaces. */
  header: string;
  /** What comes before each signature. */
  prefix: string;
  encoding: 'hex' | 'base64';
  /** The headers that are signed, in their order, in lower case. The body comes last. */
  signedHeaders: readonly string[];
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
