import { LookupKind, type LookupStatus } from '@/lib/db/generated/enums';
import type { CarrierFacts } from '@/lib/domain/carrier/lookups';
import { NO_FACTS } from '@/lib/domain/lookups/facts';
import type { Money } from '@/lib/domain/wallet/money';

/** The format is computed here. The carrier tells the subscriber (HLR), the network after porting (MNP) or the name (CNAM). */
export const LOOKUP_KINDS = Object.values(LookupKind);

/** The types of numbers, as libphonenumber knows them. */
export const NUMBER_TYPES = [
  'mobile',
  'fixed_line',
  'fixed_line_or_mobile',
  'voip',
  'toll_free',
  'premium_rate',
  'shared_cost',
  'personal_number',
  'pager',
  'uan',
  'voicemail',
] as const;

export type NumberType = (typeof NUMBER_TYPES)[number];

/** What the format of a number tells. */
export interface NumberFormat {
  /** As it was sent. */
  number: string;
  /** Whether such a number can exist. */
  valid: boolean;
  /** `+31612345678`. This and the rest is null if the number is not valid. */
  e164: string | null;
  /** `+31 6 12345678`. */
  international: string | null;
  /** `06 12345678`. */
  national: string | null;
  /** ISO 3166-1 alpha-2; also null for a number that belongs to no country. */
  country: string | null;
  /** The calling code, such as `31`. */
  countryCode: string | null;
  type: NumberType | null;
}

/** The result for one number. */
export interface LookupResult extends NumberFormat, CarrierFacts {
  /**
   * `pending`: it has no result yet, which only happens in lists. `failed`: the carrier gave no answer, and the number
   * costs nothing.
   */
  status: LookupStatus;
  /** What was charged for the number and not refunded. */
  price: Money;
}

/** What became of a number so far. */
interface Outcome extends Pick<LookupResult, 'status' | 'price'> {
  /** Null if nothing but the format is known. */
  facts: CarrierFacts | null;
}

/** Results that are there at once. */
export interface LookupRun {
  kind: LookupKind;
  /** In the order of the numbers. */
  results: LookupResult[];
  /** Of the numbers that the carrier answered. */
  price: Money;
  /** After the charges. */
  balance: Money;
}

/** A number with its format and what the carrier tells about it, if anything. */
export function toResult(format: NumberFormat, { facts, status, price }: Outcome): LookupResult {
  return { ...format, ...(facts ?? NO_FACTS), status, price };
}
