import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { rehearseWorkspaceAllowlist } from '@/lib/domain/workspaces/rehearse-allowlist';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

/** An owner whose live and sandbox keys are in use. The workspace is called “Test workspace”. */
async function makeUsedWorkspace() {
  const owner = await makeMember();
  for (const environment of ['live', 'sandbox'] as const) {
    const { key } = await makeKey(owner, { environment });
    await makeCalls(key.id, [{ calls: environment === 'live' ? 5 : 7, address: '203.0.113.7' }]);
  }
  return owner;
}

it('counts the calls of all keys of the workspace, and of no other one', async () => {
  const owner = await makeUsedWorkspace();
  await makeUsedWorkspace();
  expect(granted(await rehearseWorkspaceAllowlist(owner, { networks: ['10.0.0.0/8'] }))).toMatchObject({
    calls: 12,
    refused: 12,
    refusedLive: 5,
    refusedNetworks: [{ network: '203.0.113.7/32', calls: 12 }],
    inUse: ['203.0.113.7/32'],
    confirmation: 'Test workspace',
  });
  expect(granted(await rehearseWorkspaceAllowlist(await makeMember(), { networks: [] }))).toMatchObject({
    calls: 0,
    inUse: [],
  });
});

it('rehearses before it locks the workspace, and saves nothing if the list was changed meanwhile', async () => {
  const owner = await makeUsedWorkspace();
  const set = (more: object) =>
    setWorkspaceAllowlist(owner, { allowlist: [{ network: '10.0.0.0/8' }], ...more });
  let saving: ReturnType<typeof set> | undefined;
  await db().$transaction(
    async (tx) => {
      const where = { id: owner.workspaceId };
      await tx.workspace.update({ where, data: { allowlist: [{ network: '203.0.113.7/32', note: '' }] } });
      expect(await set({})).toMatchObject({ refusal: { fields: { confirmation: expect.any(String) } } });
      saving = set({ confirmation: 'Test workspace' });
      await expect.poll(waitingForLocks).toBe(1);
    },
    { timeout: 20_000 },
  );
  expect(await saving).toMatchObject({ refusal: { code: 'CONFLICT' } });
});

it.each([
  ['admin', 'OK'],
  ['developer', 'FORBIDDEN'],
  ['viewer', 'FORBIDDEN'],
] as const)('answers to a %s: %s', async (role, code) => {
  const answer = await rehearseWorkspaceAllowlist(await makeMember(role), { networks: [] });
  expect(answer.ok ? 'OK' : answer.refusal.code).toBe(code);
});

it('stops live calls only after the name of the workspace was typed', async () => {
  const owner = await makeUsedWorkspace();
  const set = (more: object) =>
    setWorkspaceAllowlist(owner, { allowlist: [{ network: '10.0.0.0/8' }], ...more });
  expect(await set({})).toMatchObject({ refusal: { fields: { confirmation: expect.any(String) } } });
  expect(await set({ confirmation: 'Test' })).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
  expect(granted(await set({ confirmation: 'Test workspace' })).allowlist).toHaveLength(1);
});
