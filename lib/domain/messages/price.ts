import type { PhoneNumber } from 'libphonenumber-js/min';
import { parsePhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { ok, type Result, refuse } from '@/lib/errors';
import { newIdAt } from '@/lib/ids';

/** A phone number with its country and its destinations in the price list. */
export interface Recipient {
  recipient: string;
  country: string | undefined;
  /** The destinations of the price list, the most specific first: country (if any), calling code, and `*`. */
  destinations: readonly string[];
}

/** A number in E.164 that was read before. */
export function toRecipient(recipient: string): Recipient {
  return recipientOf(recipient, parsePhoneNumber(recipient));
}

export function recipientOf(recipient: string, number: PhoneNumber | undefined): Recipient {
  const destinations = [number?.country, number?.countryCallingCode, '*'].filter(
    (destination) => destination !== undefined,
  );
  return { recipient, country: number?.country, destinations };
}

/** A recipient, and how many segments the message to it has. */
export interface Addressed extends Recipient {
  segments: number;
}

/** A message with its price, in millionths of the currency unit. */
export interface PricedMessage {
  /** Tells when the message is created. */
  id: string;
  recipient: string;
  country: string | undefined;
  segments: number;
  price: bigint;
}

/**
 * The destination in the price list that decides what a segment or a call to a number costs: the most specific one. Undefined if
 * none has a price.
 */
export function pricedDestination(
  { destinations }: Recipient,
  prices: ReadonlyMap<string, bigint>,
): { destination: string; perUnit: bigint } | undefined {
  for (const destination of destinations) {
    const perUnit = prices.get(destination);
    if (perUnit !== undefined) return { destination, perUnit };
  }
  return undefined;
}

/**
 * What a segment or a call to a number costs. Refuses with DESTINATION_NOT_SUPPORTED if no destination has a price.
 * @param what what has no price, in the plural
 */
export function unitPrice(
  addressed: Recipient,
  prices: ReadonlyMap<string, bigint>,
  what: 'Messages' | 'Voice calls',
): Result<bigint> {
  const priced = pricedDestination(addressed, prices);
  if (priced) return ok(priced.perUnit);
  return refuse(
    'DESTINATION_NOT_SUPPORTED',
    `${what} to ${addressed.recipient} are not supported: there is no price for this destination. Nothing was sent.`,
  );
}

/**
 * Prices a message for each recipient, all created at one time. Refuses with DESTINATION_NOT_SUPPORTED if no destination has
 * a price.
 */
export function priceMessages(
  recipients: readonly Addressed[],
  prices: ReadonlyMap<string, bigint>,
  createdAt: Date,
): Result<PricedMessage[]> {
  const messages: PricedMessage[] = [];
  for (const addressed of recipients) {
    const { recipient, country, segments } = addressed;
    const perSegment = unitPrice(addressed, prices, 'Messages');
    if (!perSegment.ok) return perSegment;
    const price = perSegment.value * BigInt(segments);
    messages.push({ id: newIdAt('msg', createdAt), recipient, country, segments, price });
  }
  return ok(messages);
}
