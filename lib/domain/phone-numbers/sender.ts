import { readPhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { isCodeOrName } from '@/lib/domain/phone-numbers/sender-shape';

/**
 * Reads a sender in the spelling that is stored, compared and sent: a short code, a name, or a phone number in E.164.
 * Names keep their letter case, because carriers register them with it. Undefined if a message cannot come from this
 * sender.
 * @param maxDigits how many digits a code can have
 */
export function readSender(text: string, maxDigits?: number): string | undefined {
  const sender = text.trim();
  return isCodeOrName(sender, maxDigits) ? sender : readPhoneNumber(sender);
}

/** Whether a list contains `sender`, which is in canonical spelling. Entries of an older list may not be. */
export function isListed(senders: readonly string[], sender: string): boolean {
  return senders.includes(sender) || senders.some((listed) => readSender(listed) === sender);
}
