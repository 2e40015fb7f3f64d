import { createHmac } from 'node:crypto';
import { derivedKey } from '@/lib/crypto';
import { maskNumbers, sealText } from '@/lib/domain/outbox/sealed-text';
import { env } from '@/lib/env';

/** Whether the operator stores the texts of messages and voice calls (`STORE_TEXT`). */
export function storesText(): boolean {
  return env().STORE_TEXT === 'yes';
}

/** A text in its row, while it waits to be sent. */
export interface WaitingText {
  text: string | null;
  /** What is sent instead of `text`. It is removed when the carrier has it. */
  sealedText: Buffer | null;
}

/** How a text waits to be sent: readable, or only sealed if texts are not stored. */
export function toWaitingText({ text, sealedText }: WaitingText): WaitingText {
  if (storesText() || text === null) return { text, sealedText };
  return { text: null, sealedText: sealedText ?? sealText(text) };
}

/** A text as its sender sees it: null if texts are not stored. */
export function shownText(text: string | null): string | null {
  return storesText() ? text : null;
}

/** What a row loses when its text was sent. */
export function withoutSentText(): { sealedText: null; text?: null } {
  return storesText() ? { sealedText: null } : { sealedText: null, text: null };
}

/**
 * What a carrier said about a sealed text. Carriers quote texts: numbers are masked, and if texts are not stored, only the
 * status is kept.
 */
export function withoutText(reason: string): string {
  return storesText() ? maskNumbers(reason) : reason.replace(/: [\s\S]*$/, '.');
}

/** Recognizes a repeated text of a workspace that is not stored. The text cannot be found out without the key. */
export function hashText(workspaceId: string, text: string): Buffer<ArrayBuffer> {
  const hmac = createHmac('sha256', derivedKey('repeated-text'));
  return Buffer.from(hmac.update(`${workspaceId}:${text}`).digest());
}
