import { z } from 'zod';
import { precheckBatchSchema } from '@/lib/domain/batches/schema';
import { exampleBatch, exampleRecipients } from '@/lib/profiles/keydesk/batch';
import { moneyResource, signedMoneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';
import { route } from '@/lib/profiles/route';

/** 10,000 recipients with their variables. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Tells what a batch would cost. */
export const batchesPrecheck = route({
  operation: 'batches.precheck',
  method: 'POST',
  path: '/precheck',
  scope: 'messages.send',
  docs: {
    group: 'Batches',
    summary: 'Check what a batch would cost and whom it would reach',
    description:
      'Sends and charges nothing. `unroutable` lists the recipients that the batch could not be sent to; the price is that of the others. `sender_allowed` and `exceeded_limit` tell whether the key may send it. The body can have 4 MiB.',
    example: {
      body: { recipients: exampleRecipients, text: exampleBatch.text },
      response: {
        recipients: 2,
        segments: 2,
        price: exampleBatch.price,
        balance: { amount: '100.0000', currency: 'EUR' },
        balance_after: { amount: '99.8400', currency: 'EUR' },
        sufficient: true,
        sender_allowed: true,
        exceeded_limit: null,
        routes: [
          {
            ...{ country: null, destination: '1', recipients: 2, segments: 2, price: exampleBatch.price },
            per_segment: { amount: '0.0800', currency: 'EUR' },
          },
        ],
        unroutable: [],
      },
    },
  },
  body: precheckBatchSchema,
  maxBodyBytes: MAX_BODY_BYTES,
  status: 200,
  response: z.strictObject({
    recipients: z.int().describe('How many were given.'),
    segments: z.int(),
    price: moneyResource,
    balance: moneyResource,
    balance_after: signedMoneyResource.describe('Below zero if the balance does not cover the price.'),
    sufficient: z.boolean(),
    sender_allowed: z.boolean().describe('Whether the key may send in the name of `from`, or without it.'),
    exceeded_limit: z
      .enum(['day', 'month'])
      .nullable()
      .describe('The spending limit of the key that the price would exceed.'),
    routes: z.array(
      z.strictObject({
        country: z.string().nullable().describe('ISO 3166-1 alpha-2; null if the numbers belong to none.'),
        destination: z.string().describe('In the price list: a country, a calling code or `*`.'),
        recipients: z.int(),
        segments: z.int(),
        price: moneyResource,
        per_segment: moneyResource,
      }),
    ),
    unroutable: z.array(z.strictObject({ to: z.string().describe('As it was given.'), reason: z.string() })),
  }),
  write: ({ recipients, segments, price, balance, balanceAfter, routes, unroutable, ...allowed }) => ({
    recipients,
    segments,
    price: toMoneyResource(price),
    balance: toMoneyResource(balance),
    balance_after: toMoneyResource(balanceAfter),
    sufficient: allowed.isSufficient,
    sender_allowed: allowed.isSenderAllowed,
    exceeded_limit: allowed.exceededLimit,
    routes: routes.map(({ perSegment, ...route }) => ({
      ...route,
      price: toMoneyResource(route.price),
      per_segment: toMoneyResource(perSegment),
    })),
    unroutable,
  }),
});
