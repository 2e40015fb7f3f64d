import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';
import { route } from '@/lib/profiles/route';

/** The balance of the key's environment. */
export const balanceRead = route({
  operation: 'balance.read',
  method: 'GET',
  path: '/balance',
  scope: 'balance.read',
  docs: {
    group: 'Account',
    summary: 'Read the balance',
    description: 'Live and sandbox keys have separate balances.',
    example: { response: { amount: '100.0000', currency: 'EUR' } },
  },
  status: 200,
  response: moneyResource,
  write: toMoneyResource,
});
