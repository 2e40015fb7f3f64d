import { z } from 'zod';
import type { PriceView } from '@/lib/domain/prices/read';
import { money } from '@/lib/profiles/23telecom/money';
import { DOTTED_TIME, toDottedTime } from '@/lib/profiles/23telecom/time';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

/** A rate without an end. */
const NO_END = '2100.01.01 00:00:00';
const MCC_LENGTH = 3;

const rate = z.strictObject({
  mcc: z.string(),
  mnc: z.string(),
  mccmnc: z.string().describe('Empty: every network of the country.'),
  dialcode: z.string(),
  country: z.string(),
  network: z.string(),
  rate: z.number().describe('For one segment.'),
  prev_rate: z.number(),
  rate_start_date: z.string().regex(DOTTED_TIME),
  rate_end_date: z.string().regex(DOTTED_TIME),
  change_type: z.enum(['Same', 'Increase', 'Decrease']),
});

function changeType(from: bigint, to: bigint): z.output<typeof rate>['change_type'] {
  if (from === to) return 'Same';
  return from < to ? 'Increase' : 'Decrease';
}

function toRate({
  network,
  callingCode,
  countries,
  price,
  previous,
  validFrom,
}: PriceView): z.input<typeof rate> {
  const before = previous?.amount ?? price.amount;
  return {
    mcc: network.slice(0, MCC_LENGTH),
    mnc: network.slice(MCC_LENGTH),
    mccmnc: network,
    dialcode: callingCode ?? '',
    country: countries.map(({ name }) => name).join(', '),
    network: network === '' ? 'All networks' : network,
    rate: writeAmount(money, price.amount),
    prev_rate: writeAmount(money, before),
    rate_start_date: toDottedTime(validFrom),
    rate_end_date: NO_END,
    change_type: changeType(before, price.amount),
  };
}

const declared = {
  operation: 'prices.read',
  path: '/user/pricing',
  scope: 'pricing.read',
  docs: {
    group: 'Account',
    summary: 'Read the rates',
    example: {
      response: [
        {
          mcc: '',
          mnc: '',
          mccmnc: '',
          dialcode: '31',
          country: 'Netherlands',
          network: 'All networks',
          rate: 0.08,
          prev_rate: 0.08,
          rate_start_date: '2026.11.01 00:00:00',
          rate_end_date: NO_END,
          change_type: 'Same',
        },
      ],
    },
  },
  status: 200,
  response: z.array(rate),
  read: () => ({}),
  write: (prices: PriceView[]) => prices.filter(({ channel }) => channel === 'sms').map(toRate),
} as const;

/** What a segment costs, by destination and network. */
export const userPricing = route({ ...declared, method: 'GET' });

/** The same for clients that post. */
export const userPricingByPost = route({
  ...declared,
  method: 'POST',
  docs: { ...declared.docs, description: 'The same as with GET. The body is ignored.' },
});
