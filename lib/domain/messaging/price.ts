import { parsePhoneNumber } from '@/lib/domain/messaging/phone-number';

/** What one segment costs by country calling code, in millionths of the workspace's currency unit. */
const PRICE_PER_SEGMENT: Record<string, bigint> = {
  '1': 10_000n,
  '31': 80_000n,
  '32': 70_000n,
  '33': 60_000n,
  '34': 50_000n,
  '39': 60_000n,
  '44': 40_000n,
  '46': 50_000n,
  '48': 30_000n,
  '49': 80_000n,
  '61': 40_000n,
  '91': 20_000n,
};

const ELSEWHERE = 100_000n;

/** What a message of so many segments costs to a number. */
export function priceMessage(recipient: string, segments: number): bigint {
  const callingCode = parsePhoneNumber(recipient)?.countryCallingCode ?? '';
  return (PRICE_PER_SEGMENT[callingCode] ?? ELSEWHERE) * BigInt(segments);
}
