import { z } from 'zod';
import type { TransactionView } from '@/lib/domain/transactions/list';
import { money } from '@/lib/profiles/esms-africa/money';
import { pageFields, pageQuery, readPage, toPageFields } from '@/lib/profiles/esms-africa/pages';
import { toTime } from '@/lib/profiles/esms-africa/time';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

const TYPES = {
  credit: 'credit',
  charge: 'sms_charge',
  refund: 'refund',
  reversal: 'manual_debit',
} as const;
const DESCRIPTIONS = {
  credit: 'Money was added to the balance',
  charge: 'SMS',
  refund: 'Refund of an SMS that was not sent',
  reversal: 'A payment was refunded or disputed',
} as const;

const transaction = z.strictObject({
  id: z.int(),
  type: z.enum(['credit', 'sms_charge', 'manual_credit', 'manual_debit', 'refund']),
  amount: z.number().describe('Negative for charges.'),
  balance_after: z.number(),
  currency: z.string(),
  description: z.string(),
  batch_id: z.string().nullable(),
  created_at: z.string(),
});

const toTransaction = (entry: TransactionView): z.input<typeof transaction> => ({
  id: Number(entry.number),
  type: TYPES[entry.kind],
  amount: writeAmount(money, entry.amount.amount),
  balance_after: writeAmount(money, entry.balanceAfter.amount),
  currency: entry.amount.currency,
  description: DESCRIPTIONS[entry.kind],
  batch_id: entry.batchId,
  created_at: toTime(entry.createdAt),
});

/** The movements of money, newest first, by page number. */
export const transactions = route({
  operation: 'transactions.list',
  method: 'GET',
  path: '/balance/transactions',
  scope: 'query',
  docs: {
    group: 'Balance',
    summary: 'List transactions, newest first',
    example: {
      query: { page: '0', limit: '20' },
      response: {
        transactions: [
          {
            id: 2,
            type: 'sms_charge',
            amount: -0.01,
            balance_after: 9.99,
            currency: 'USD',
            description: 'SMS',
            batch_id: null,
            created_at: '2026-11-26T10:15:00Z',
          },
        ],
        total: 1,
        page: 0,
        limit: 20,
      },
    },
  },
  query: z.strictObject(pageQuery),
  read: ({ query }) => readPage(query),
  status: 200,
  response: z.strictObject({ transactions: z.array(transaction), ...pageFields }),
  write: (page, { query }) => ({
    transactions: page.transactions.map(toTransaction),
    ...toPageFields(page, query),
  }),
});
