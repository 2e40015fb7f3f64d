import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import type { Recipient } from '@/lib/domain/messages/price';
import { isListed } from '@/lib/domain/phone-numbers/sender';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/**
 * Checks that a key may send to these numbers from this sender. Refuses with DESTINATION_NOT_ALLOWED or
 * SENDER_NOT_APPROVED.
 */
export function checkLimits(
  { countries, senders }: UsableKey,
  recipients: readonly Recipient[],
  sender: string | null,
): Result<null> {
  for (const { recipient, country } of recipients) {
    if (!isCountryAllowed(countries, country)) return refuseDestination('send to', recipient, country);
  }
  return isSenderAllowed(senders, sender) ? ok(null) : refuseSender(sender);
}

/** Whether a key with these senders may send in the name of this one. @param sender null: none is given */
export function isSenderAllowed(senders: readonly string[], sender: string | null): boolean {
  return senders.length === 0 || (sender !== null && isListed(senders, sender));
}

/** Whether a key with these countries may be used for a number. @param country nothing if the number belongs to none */
export function isCountryAllowed(countries: readonly string[], country: string | null | undefined): boolean {
  return countries.length === 0 || (country != null && countries.includes(country));
}

/** @param country nothing if the number belongs to none */
export function refuseDestination(
  action: 'send to' | 'look up',
  number: string,
  country: string | null | undefined,
) {
  return refuse(
    'DESTINATION_NOT_ALLOWED',
    say`This API key may not ${action} ${number}: its countries do not include ${country ?? 'that of this number'}. Nothing was charged.`,
    { detail: country == null ? {} : { country } },
  );
}

function refuseSender(sender: string | null) {
  const message =
    sender === null
      ? say`This API key may send in the name of approved senders only: give one in \`from\`. Nothing was sent.`
      : say`This API key may not send in the name of ${sender}. Nothing was sent.`;
  return refuse('SENDER_NOT_APPROVED', message, { detail: sender === null ? {} : { sender } });
}
