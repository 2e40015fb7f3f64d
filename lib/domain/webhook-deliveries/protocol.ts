import type { WebhookRequestFormat } from '@/lib/db/generated/enums';
import type { WebhookEvent } from '@/lib/domain/webhook-events/event';

/** A body as it is sent. */
export interface WebhookContent {
  contentType: string;
  body: string;
  /** Without it, the body is sent with POST. With it, nothing but this is sent, in the query of a GET. */
  query?: string;
}

/** What a signature can cover. */
export interface SignedContent {
  /** The event's id. It is the same for every attempt. */
  id: string;
  /** When the attempt starts. */
  at: Date;
  method: 'GET' | 'POST';
  url: string;
  body: string;
  /** The current secret and, during a rotation, the old one. Empty: the endpoint has no secret. */
  secrets: readonly string[];
}

/** How a provider delivers events. Pure functions and numbers. */
export interface WebhookProtocol {
  /**
   * @param attempt 1 for the first attempt of a delivery
   * @param format for providers whose customers choose one; null: the usual one
   */
  write(event: WebhookEvent, attempt: number, format?: WebhookRequestFormat | null): WebhookContent;
  /** The headers that sign a request. Their names are in lower case. */
  sign(content: SignedContent): Record<string, string>;
  /** The value of the header User-Agent. */
  userAgent: string;
  /** How long an attempt may take in all. */
  timeoutMs: number;
  /** How long to wait before each further attempt. One attempt more than pauses is made. */
  pausesMs: readonly number[];
  isSuccess(status: number): boolean;
  /** Whether it is sent again after this status. Without it, after every status that is no success. */
  isRetried?(status: number): boolean;
}
