import { z } from 'zod';
import { now } from '@/lib/clock';
import { money } from '@/lib/profiles/23telecom/money';
import { DOTTED_TIME, toDottedTime } from '@/lib/profiles/23telecom/time';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

/** The balance of the account. */
export const userBalance = route({
  operation: 'balance.read',
  method: 'GET',
  path: '/user/balance',
  scope: 'balance.read',
  docs: {
    group: 'Account',
    summary: 'Read the balance',
    example: { response: { balance: 125.5, currency: 'EUR', updated: '2026.11.26 10:15:00' } },
  },
  status: 200,
  response: z.strictObject({
    balance: z.number(),
    currency: z.string(),
    updated: z.string().regex(DOTTED_TIME).describe('When the balance was read (UTC).'),
    credit_blocked: z.literal(true).optional().describe('Present if the balance is used up.'),
  }),
  write: ({ amount, currency }) => ({
    balance: writeAmount(money, amount),
    currency,
    updated: toDottedTime(now()),
    ...(amount <= 0n && { credit_blocked: true as const }),
  }),
});
