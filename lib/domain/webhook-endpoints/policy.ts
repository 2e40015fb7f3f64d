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
  /** Whether a customer can set this secret. Left out: secrets are always created here. */
  accepts?(secret: string): boolean;
  /** Whether it can be read later. Otherwise it is shown once. */
  readable: boolean;
  /** How long the old secret signs next to the new one after a rotation. 0: it ends at once. */
  overlapMs: number;
}

/** What customers of a provider can choose for their endpoints. */
export interface WebhookPolicy {
  /** In the order of the page. */
  events: readonly DeclaredEvent[];
  slots: readonly WebhookSlot[];
  secret: WebhookSecretPolicy;
}
