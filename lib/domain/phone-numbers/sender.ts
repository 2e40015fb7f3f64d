import { readPhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { isCodeOrName } from '@/lib/domain/phone-numbers/sender-shape';

/**
 * Reads whom a message comes from, in the one spelling that is stored, compared and sent: a short code, a name, or a
 * phone number in E.164. Names keep their letter case, because carriers register them with it. Undefined when messages
 * cannot come from there.
 */
export function readSender(text: string): string | undefined {
  const sender = text.trim();
  return isCodeOrName(sender) ? sender : readPhoneNumber(sender);
}

/** Whether `sender`, as `readSender` spells it, is in a list. The list may be older than that spelling. */
export function isListed(senders: readonly string[], sender: string): boolean {
  return senders.includes(sender) || senders.some((listed) => readSender(listed) === sender);
}
