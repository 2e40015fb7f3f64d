import { z } from 'zod';
import { writeAmount } from '@/lib/profiles/money';
import { money } from '@/lib/profiles/msgine/money';
import { route } from '@/lib/profiles/route';

/** The account of a key. It is the call for testing a token. */
export const account = route({
  operation: 'account.details',
  method: 'GET',
  path: '/account',
  scope: null,
  docs: {
    group: 'Account',
    summary: 'Test authentication, and show the account',
    example: {
      response: { id: 'acc_1234567890', email: 'user@example.com', balance: 5000, currency: 'UGX' },
    },
  },
  status: 200,
  response: z.strictObject({
    id: z.string(),
    email: z.string(),
    balance: z.number().describe('The balance of the environment of the token.'),
    currency: z.string(),
  }),
  write: ({ workspace, email, balance }) => ({
    id: workspace.id.replace(/^[a-z]+_/, 'acc_'),
    email,
    balance: writeAmount(money, balance.amount),
    currency: balance.currency,
  }),
});
