import { z } from 'zod';
import { Environment } from '@/lib/db/generated/enums';
import { parse } from '@/lib/domain/parse';
import { moneyResource, toMoneyResource } from '@/lib/gateway/operations/money-resource';
import { noInput } from '@/lib/gateway/operations/no-input';
import type { Operation } from '@/lib/gateway/operations/operation';

const answer = z.strictObject({
  workspace: z.strictObject({ id: z.string(), name: z.string() }),
  environment: z.enum(Environment),
  key: z.strictObject({ id: z.string(), label: z.string(), scopes: z.array(z.string()) }),
  balance: moneyResource,
});

/** Tells whose key it is, and what it may do. The look-up of the key has read it all. */
export const accountRead: Operation<z.infer<typeof answer>> = {
  status: 200,
  answer,
  async run({ key, query }) {
    const parsed = parse(noInput, query);
    if (!parsed.ok) return parsed;
    const { id, label, scopes, environment, workspace, balance } = key;
    return {
      ok: true,
      value: {
        workspace: { id: workspace.id, name: workspace.name },
        environment,
        key: { id, label, scopes },
        balance: toMoneyResource(balance),
      },
    };
  },
};
