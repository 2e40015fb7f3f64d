import { z } from 'zod';
import { toDecimal } from '@/lib/domain/wallet/money-text';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';
import { money } from '@/lib/profiles/seven/money';
import { formatFields, parameterShape, plainText, wantsJson } from '@/lib/profiles/seven/request';

/** A client recognizes an amount by its point. */
const DECIMALS = 2;

/** The balance of the account. */
export const balance = route({
  operation: 'balance.read',
  method: 'GET',
  path: '/balance',
  scope: 'balance',
  docs: {
    group: 'Account',
    summary: 'Read the balance',
    description: 'Without `Accept: application/json` and `json=1` the response is the amount alone.',
    example: { response: { amount: 290.67, currency: 'EUR' } },
  },
  query: parameterShape(formatFields),
  read: () => ({}),
  status: 200,
  response: z.strictObject({ amount: z.number(), currency: z.string() }),
  write: ({ amount, currency }) => ({ amount: writeAmount(money, amount), currency }),
  negotiate: ({ amount }, request) =>
    wantsJson(request) ? undefined : plainText(toDecimal(amount, DECIMALS)),
});
