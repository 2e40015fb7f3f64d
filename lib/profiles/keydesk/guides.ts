import type { Section } from '@/lib/profiles/reference/content';

const amounts: Section = {
  id: 'amounts',
  title: 'Amounts and prices',
  blocks: [
    {
      kind: 'code',
      title: 'An amount',
      language: 'json',
      text: JSON.stringify({ amount: '0.0800', currency: 'EUR' }, null, 2),
    },
    {
      kind: 'list',
      items: [
        '`amount` is a decimal string of currency units, such as euros, with four to six decimals. It is exact: parse it as a decimal, or multiply it by 1,000,000. Do not calculate with floating-point numbers.',
        '`currency` is the ISO 4217 code of the workspace.',
        'A message costs the price of its destination times the number of its segments. The price of the country of the recipient applies; without one, that of the calling code; without one, that of all other destinations. `price` in the response is what was charged.',
        'Until 2026-11-26, `amount` was an integer in the smallest unit of the currency (`8` for 0.08 EUR). A response that is replayed for an earlier `Idempotency-Key` keeps that form, for at most 24 hours.',
      ],
    },
  ],
};

const senders: Section = {
  id: 'numbers',
  title: 'Phone numbers and senders',
  blocks: [
    {
      kind: 'table',
      head: ['What', 'Accepted'],
      rows: [
        [
          'Phone number, in `to` and `from`',
          'E.164: `+`, country code and number, digits only, such as `+447911123456`',
        ],
        ['Short code, in `from`', '3 to 8 digits, such as `72404`'],
        [
          'Name, in `from`',
          '1 to 11 of `A-Z a-z 0-9`, space, `&`, `-`, `.` and `_`, with at least one letter',
        ],
      ],
    },
    {
      kind: 'list',
      items: [
        'Spaces before and after are ignored.',
        'A national prefix after the country code is removed: `+4407911123456` becomes `+447911123456`. A 0 that belongs to the number stays, as in Italy (`+390612345678`).',
        'Numbers are stored, compared, priced, sent and returned in this one spelling. A list that contains a number in two spellings is refused, as if the number were in it twice. The senders that a key allows are compared in the same way.',
        'Names are compared with their letter case, because carriers register them with it.',
      ],
    },
  ],
};

/** The formats that only this API has. */
export const guides: readonly Section[] = [amounts, senders];
