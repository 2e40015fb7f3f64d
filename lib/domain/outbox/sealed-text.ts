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

/** Four digits or more, with anything but letters between them: a code as it is written, or as it is read aloud. */
const CODE = /\d(?:[^\p{L}\d]*\d){3,}/gu;

/** What a carrier said about a sealed text. Carriers quote texts, so everything that can be a code is masked. */
export function maskNumbers(reason: string): string {
  return reason.replace(CODE, (code) => code.replace(/\d/g, '*'));
}
