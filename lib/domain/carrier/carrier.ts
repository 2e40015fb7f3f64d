/** A message as a carrier is given it. */
export interface OutgoingMessage {
  /** The carrier takes one id at most once, however often it is given. */
  id: string;
  /** E.164. */
  to: string;
  from: string | null;
  text: string;
}

/** What became of giving a message to a carrier. */
export type Handover =
  | { outcome: 'accepted' }
  /** Never to be taken. */
  | { outcome: 'refused'; reason: string }
  /** Not known to be taken: to be given again, under the same id. */
  | { outcome: 'failed'; reason: string; retryAfterMs?: number };

/** Delivers messages to telephones. */
export interface Carrier {
  /** Gives it a message; answers within a bounded time and does not throw. */
  take(message: OutgoingMessage): Promise<Handover>;
  /** How long after taking a message it is asked for the outcome; null where it reports by itself. */
  askAfterMs: number | null;
}
