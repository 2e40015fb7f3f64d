import { z } from 'zod';
import { money } from '@/lib/profiles/hellio/money';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

/** What can be spent has fewer zeros than the balance, as in the provider's documents. */
const available = { ...money, minDecimals: 2 } as const;

/** The balance. Sends are charged when they are accepted, so nothing is reserved. */
export const balance = route({
  operation: 'balance.read',
  method: 'GET',
  path: '/balance',
  scope: 'balance',
  docs: {
    group: 'Account',
    summary: 'Read the balance',
    example: {
      response: {
        data: { balance: '195.0000', available: '195.00', reserved: '0.00', currency: money.currency },
      },
    },
  },
  status: 200,
  response: z.strictObject({
    data: z.strictObject({
      balance: z.string(),
      available: z.string(),
      reserved: z.string().describe('Always zero: what you send is charged at once.'),
      currency: z.string(),
    }),
  }),
  write: ({ amount, currency }) => ({
    data: {
      balance: writeAmount(money, amount),
      available: writeAmount(available, amount),
      reserved: writeAmount(available, 0n),
      currency,
    },
  }),
});
