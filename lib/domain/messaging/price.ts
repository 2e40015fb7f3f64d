import { parsePhoneNumber } from '@/lib/domain/messaging/phone-number';

/** What one segment costs by country calling code, in the smallest unit of the workspace's currency. */
const PRICE_PER_SEGMENT: Record<string, bigint> = {
  '1': 1n,
  '31': 8n,
  '32': 7n,
  '33': 6n,
  '34': 5n,
  '39': 6n,
  '44': 4n,
  '46': 5n,
  '48': 3n,
  '49': 8n,
  '61': 4n,
  '91': 2n,
};

const ELSEWHERE = 10n;

/** What a message of so many segments costs to a number. */
export function priceMessage(recipient: string, segments: number): bigint {
  const callingCode = parsePhoneNumber(recipient)?.countryCallingCode ?? '';
  return (PRICE_PER_SEGMENT[callingCode] ?? ELSEWHERE) * BigInt(segments);
}
