import type { Money } from '@/lib/domain/wallet/money';

/** What is looked up: the format (computed here), the subscriber (HLR), the network after porting (MNP), or the name (CNAM). */
export const LOOKUP_KINDS = ['format', 'hlr', 'mnp', 'cnam'] as const;

export type LookupKind = (typeof LOOKUP_KINDS)[number];

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

export const REACHABILITIES = ['yes', 'no', 'unknown'] as const;

export type Reachability = (typeof REACHABILITIES)[number];

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

/** What a carrier tells about a number. Null: it was not asked, or does not know. */
export interface CarrierFacts {
  /** The name of the network that serves the number. */
  network: string | null;
  /** Its mobile country code and network code, such as `20404`. */
  mccmnc: string | null;
  /** The name of the network that the number was issued by. */
  originalNetwork: string | null;
  ported: boolean | null;
  reachable: Reachability | null;
  roaming: boolean | null;
  /** The name of the subscriber. */
  name: string | null;
}

export const NO_FACTS: CarrierFacts = {
  network: null,
  mccmnc: null,
  originalNetwork: null,
  ported: null,
  reachable: null,
  roaming: null,
  name: null,
};

/** The result for one number. */
export type LookupResult = NumberFormat & CarrierFacts;

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
