import type { EventType } from '@/lib/domain/webhook-events/event-types';

export interface DeclaredEvent {
  type: EventType;
  /** What the provider calls it. Several types can have one name. */
  name: string;
  /** One short sentence for the person who picks it. */
  summary: string;
}

/** A place for one URL that a provider's API has, such as `delivery_url`. */
export interface WebhookSlot {
  name: string;
  /** What its endpoint gets. Empty: nothing, the URL is only stored. */
  events: readonly EventType[];
}

/** How the secrets of endpoints look and what their owners can do with them. */
export interface WebhookSecretPolicy {
  create(): string;
  /** The secrets that a customer can choose. Without a chosen one, nothing is signed. Left out: secrets are created here. */
  accepts?: { maxLength: number };
  /** Whether it can be read later. Otherwise it is shown once. */
  readable: boolean;
  /** How long the old secret signs next to the new one after a rotation. 0: it ends at once. */
  overlapMs: number;
}

/** What customers of a provider can choose for their endpoints. */
export interface WebhookPolicy {
  /** In the order of the page. */
  events: readonly DeclaredEvent[];
  /** Names that a key can subscribe an endpoint to, although nothing is sent for them yet. */
  unsentEvents?: readonly string[];
  slots: readonly WebhookSlot[];
  /** Settings that the provider's API has next to its slots. They are off until they are turned on. */
  options?: readonly string[];
  secret: WebhookSecretPolicy;
}
