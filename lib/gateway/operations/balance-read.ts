import type { z } from 'zod';
import { parse } from '@/lib/domain/parse';
import { moneyResource, toMoneyResource } from '@/lib/gateway/operations/money-resource';
import { noInput } from '@/lib/gateway/operations/no-input';
import type { Operation } from '@/lib/gateway/operations/operation';

/** The balance of the key's environment, as the look-up of the key has read it. */
export const balanceRead: Operation<z.infer<typeof moneyResource>> = {
  status: 200,
  answer: moneyResource,
  async run({ key, query }) {
    const parsed = parse(noInput, query);
    return parsed.ok ? { ok: true, value: toMoneyResource(key.balance) } : parsed;
  },
};
