import { z } from 'zod';
import { money } from '@/lib/profiles/esms-africa/money';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

/** The balance of the account. */
export const balance = route({
  operation: 'balance.read',
  method: 'GET',
  path: '/balance',
  scope: 'query',
  docs: {
    group: 'Balance',
    summary: 'Read the balance',
    example: { response: { balance: 10, currency: 'USD' } },
  },
  status: 200,
  response: z.strictObject({ balance: z.number(), currency: z.string() }),
  write: ({ amount, currency }) => ({ balance: writeAmount(money, amount), currency }),
});
