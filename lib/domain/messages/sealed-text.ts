import { seal, unseal } from '@/lib/crypto';

const PURPOSE = 'message-text';

/** Seals a text that must not be readable in the database while it waits to be sent. */
export function sealText(text: string): Buffer<ArrayBuffer> {
  return seal(PURPOSE, text);
}

/**
 * Opens a sealed text to send it.
 * @throws if it was changed, or sealed with another APP_SECRET
 */
export function unsealText(sealed: Uint8Array): string {
  return unseal(PURPOSE, sealed);
}

/** What a carrier said about a message with a sealed text. Carriers quote messages, so its longer numbers are masked. */
export function maskNumbers(reason: string): string {
  return reason.replace(/\d{4,}/g, (digits) => '*'.repeat(digits.length));
}
