import { z } from 'zod';
import { keys } from '@/lib/profiles/keydesk/keys';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';
import { route } from '@/lib/profiles/route';

/** Tells a key which workspace it belongs to and what it may do. */
export const accountRead = route({
  operation: 'account.read',
  method: 'GET',
  path: '/account',
  scope: null,
  docs: {
    group: 'Account',
    summary: 'Show the workspace, the key and the balance',
    example: {
      response: {
        workspace: { id: 'ws_2Vq0yZl4Tn8cRk1sXb7JhM', name: 'Acme' },
        environment: 'sandbox',
        key: { id: 'key_5dPw9LrB3xQn0vGt6YcZaE', label: 'Test server', scopes: ['messages.send'] },
        balance: { amount: '100.0000', currency: 'EUR' },
      },
    },
  },
  status: 200,
  response: z.strictObject({
    workspace: z.strictObject({ id: z.string(), name: z.string() }),
    environment: z.enum([keys.environments.live.wire, keys.environments.sandbox.wire]),
    key: z.strictObject({ id: z.string(), label: z.string(), scopes: z.array(z.string()).readonly() }),
    balance: moneyResource.describe('The balance of the environment of the key.'),
  }),
  write: ({ workspace, environment, key, balance }) => ({
    workspace,
    environment: keys.environments[environment].wire,
    key,
    balance: toMoneyResource(balance),
  }),
});
