import { parsePhoneNumber } from '@/lib/domain/messages/phone-number';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/**
 * The destinations in a price list that include a phone number, the most specific first: its country (if the number has
 * one), its calling code, and `*`.
 */
export function destinationsOf(recipient: string): string[] {
  const number = parsePhoneNumber(recipient);
  return [number?.country, number?.countryCallingCode, '*'].filter(
    (destination) => destination !== undefined,
  );
}

/** A message with its price, in millionths of the currency unit. */
export interface PricedMessage {
  id: string;
  recipient: string;
  price: bigint;
}

/**
 * A message for each recipient. Every segment costs the price of the most specific destination that has one.
 * Refuses with DESTINATION_NOT_SUPPORTED if none has.
 */
export function priceMessages(
  recipients: readonly { recipient: string; destinations: readonly string[] }[],
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
