import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { createKeys } from './keys';
import { createTenant } from './people';

it('creates keys in every state and both environments, and balances equal to the ledger', async () => {
  const { members, signIns } = await createTenant('Harbor Books', 'harbor.example');
  await createKeys(members);
  expect(signIns).toHaveLength(4);

  const listed = await listApiKeys(members.viewer, { filter: 'all' });
  if (!listed.ok) throw new Error(listed.refusal.message);
  const { keys } = listed.value;
  expect(new Set(keys.map(({ status }) => status))).toEqual(
    new Set(['active', 'disabled', 'expired', 'revoked']),
  );
  expect(new Set(keys.map(({ environment }) => environment))).toEqual(new Set(['live', 'sandbox']));
  expect(await db().apiKey.count({ where: { lastUsedAt: null } })).toBe(2);

  const { workspaceId } = members.owner;
  const workspace = await db().workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const sums = await db().ledgerEntry.groupBy({ by: ['environment'], _sum: { amount: true } });
  expect(Object.fromEntries(sums.map(({ environment, _sum }) => [environment, _sum.amount]))).toEqual({
    live: workspace.liveBalance,
    sandbox: workspace.sandboxBalance,
  });
  expect(await db().message.count({ where: { workspaceId } })).toBe(3);
});
