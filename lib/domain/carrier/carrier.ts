import type { SubmitResult } from '@/lib/domain/outbox/submit-result';

/** A message as it is submitted to a carrier. */
export interface OutgoingMessage {
  /** The carrier accepts an id at most once, however often it is submitted. */
  id: string;
  /** E.164. */
  to: string;
  from: string | null;
  text: string;
  /** Phones show it at once instead of storing it. */
  flash?: true;
  /** In hexadecimal digits. The text is then binary, too. */
  userDataHeader?: string;
}

/** Delivers messages to telephones. */
export interface Carrier {
  /** Submits a message. Returns within a bounded time and does not throw. */
  submit(message: OutgoingMessage): Promise<SubmitResult>;
  /** How long after it accepted a message it is asked for the outcome; null if it reports by itself. */
  askAfterMs: number | null;
}
