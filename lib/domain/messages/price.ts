import { parsePhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** A phone number with its country and its destinations in the price list. */
export interface Recipient {
  recipient: string;
  country: string | undefined;
  /** The destinations of the price list, the most specific first: country (if any), calling code, and `*`. */
  destinations: readonly string[];
}

export function toRecipient(recipient: string): Recipient {
  const number = parsePhoneNumber(recipient);
  const destinations = [number?.country, number?.countryCallingCode, '*'].filter(
    (destination) => destination !== undefined,
  );
  return { recipient, country: number?.country, destinations };
}

/** A message with its price, in millionths of the currency unit. */
export interface PricedMessage {
  id: string;
  recipient: string;
  price: bigint;
}

/**
 * Prices a message for each recipient. Every segment costs the price of the most specific destination in the price
 * list. Refuses with DESTINATION_NOT_SUPPORTED if no destination has a price.
 */
export function priceMessages(
  recipients: readonly Recipient[],
  segments: number,
  prices: ReadonlyMap<string, bigint>,
): Result<PricedMessage[]> {
  const messages: PricedMessage[] = [];
  for (const { recipient, destinations } of recipients) {
    const destination = destinations.find((each) => prices.has(each));
    const price = destination === undefined ? undefined : prices.get(destination);
    if (price === undefined) {
      return refuse(
        'DESTINATION_NOT_SUPPORTED',
        `Messages to ${recipient} are not supported: there is no price for this destination. Nothing was sent.`,
      );
    }
    messages.push({ id: newId('msg'), recipient, price: price * BigInt(segments) });
  }
  return ok(messages);
}
