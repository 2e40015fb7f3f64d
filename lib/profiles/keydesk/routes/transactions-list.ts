import { z } from 'zod';
import { LedgerKind } from '@/lib/db/generated/enums';
import { listTransactionsSchema } from '@/lib/domain/transactions/schema';
import { exampleMessage } from '@/lib/profiles/keydesk/message';
import { moneyResource, signedMoneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';
import { pageResource, toPageResource } from '@/lib/profiles/keydesk/page';
import { route } from '@/lib/profiles/route';

/** The ledger, newest first, a page at a time. */
export const transactionsList = route({
  operation: 'transactions.list',
  method: 'GET',
  path: '/transactions',
  scope: 'transactions.read',
  docs: {
    group: 'Account',
    summary: 'List payments, charges and refunds, newest first',
    description: 'Live and sandbox keys have separate ledgers.',
    example: {
      query: { limit: '50' },
      response: {
        data: [
          {
            id: 'led_8mXc3VnB5qWe1Rt7YuIoPz',
            number: 2,
            kind: 'charge',
            amount: { amount: '-0.0800', currency: 'EUR' },
            balance_after: { amount: '99.9200', currency: 'EUR' },
            message_id: exampleMessage.id,
            voice_call_id: null,
            batch_id: null,
            created_at: exampleMessage.created_at,
          },
        ],
        next_cursor: null,
      },
    },
  },
  query: listTransactionsSchema,
  status: 200,
  response: z.strictObject({
    data: z.array(
      z.strictObject({
        id: z.string(),
        number: z.int().describe('Counted from 1 in the ledger.'),
        kind: z
          .enum(LedgerKind)
          .describe('`credit` is a payment; `refund` reverses a charge; `reversal` takes back a payment.'),
        amount: signedMoneyResource.describe('Negative for a charge.'),
        balance_after: moneyResource,
        message_id: z.string().nullable().describe('The message that was charged or refunded.'),
        voice_call_id: z.string().nullable().describe('The voice call that was charged or refunded.'),
        batch_id: z.string().nullable(),
        created_at: z.iso.datetime(),
      }),
    ),
    ...pageResource,
  }),
  write: ({ transactions, ...page }) => ({
    data: transactions.map((entry) => ({
      id: entry.id,
      number: Number(entry.number),
      kind: entry.kind,
      amount: toMoneyResource(entry.amount),
      balance_after: toMoneyResource(entry.balanceAfter),
      message_id: entry.chargeKind === 'message' ? entry.reference : null,
      voice_call_id: entry.chargeKind === 'voice_call' ? entry.reference : null,
      batch_id: entry.batchId,
      created_at: entry.createdAt.toISOString(),
    })),
    ...toPageResource(page),
  }),
});
