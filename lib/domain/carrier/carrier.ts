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

/** A voice call as it is submitted to a carrier. Either the text is read aloud, or the recording is played. */
export interface OutgoingCall {
  /** The carrier accepts an id at most once, however often it is submitted. */
  id: string;
  /** E.164. */
  to: string;
  from: string | null;
  text: string | null;
  audioUrl: string | null;
  /** Null: the carrier chooses. */
  voice: string | null;
  ringSeconds: number | null;
}

export type Outgoing = OutgoingMessage | OutgoingCall;

/** Delivers messages to phones, or calls them. */
export interface Carrier {
  /** Submits a message or a call. Returns within a bounded time and does not throw. */
  submit(outgoing: Outgoing): Promise<SubmitResult>;
  /** How long after it accepted something it is asked for the outcome; null if it reports by itself. */
  askAfterMs: number | null;
}
