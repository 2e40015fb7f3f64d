import { z } from 'zod';
import type { TransactionView } from '@/lib/domain/transactions/list';
import { money } from '@/lib/profiles/23telecom/money';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

const TYPES = { credit: 'deposit', charge: 'usage', refund: 'adjustment', reversal: 'adjustment' } as const;

const payment = z.strictObject({
  id: z.string(),
  amount: z.number().describe('Negative for usage.'),
  currency: z.string(),
  date: z.iso.datetime(),
  type: z.enum(['deposit', 'usage', 'adjustment']),
  description: z.string(),
  source: z.string(),
});

const DESCRIPTIONS = {
  credit: 'Money was added to the balance',
  charge: 'SMS',
  refund: 'Refund of an SMS that was not sent',
  reversal: 'A payment was refunded or disputed',
} as const;

const toPayment = ({ id, kind, amount, createdAt }: TransactionView) => ({
  id,
  amount: writeAmount(money, amount.amount),
  currency: amount.currency,
  date: createdAt.toISOString(),
  type: TYPES[kind],
  description: DESCRIPTIONS[kind],
  source: kind === 'credit' || kind === 'reversal' ? 'provider' : 'api',
});

/** The latest movements of money. */
export const userPayments = route({
  operation: 'transactions.list',
  method: 'GET',
  path: '/user/payments',
  scope: 'payments.read',
  docs: {
    group: 'Account',
    summary: 'List the latest 100 payments',
    example: {
      response: [
        {
          id: 'led_7fKq2WmX9aBt4RvN1sLcYd',
          amount: 100,
          currency: 'EUR',
          date: '2026-11-26T10:15:00.000Z',
          type: 'deposit',
          description: DESCRIPTIONS.credit,
          source: 'provider',
        },
      ],
    },
  },
  read: () => ({ limit: '100' }),
  status: 200,
  response: z.array(payment),
  write: ({ transactions }) => transactions.map(toPayment),
});
