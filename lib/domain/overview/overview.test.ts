import { expect, it } from 'vitest';
import { DAY, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { dismissFirstSteps } from '@/lib/domain/overview/dismiss-first-steps';
import { readOverview } from '@/lib/domain/overview/read';
import { makeSignedInMember } from '@/lib/testing/factories/accounts';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { reportAsScanner } from '@/lib/testing/factories/leaks';
import { makeMember } from '@/lib/testing/factories/members';
import { addTestPasskey } from '@/lib/testing/factories/passkeys';
import { codeOf } from '@/lib/testing/factories/results';
import { makeCalls } from '@/lib/testing/factories/usage';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { makeEndpoint } from '@/lib/testing/factories/webhooks';

const overviewOf = async (actor: Actor) => granted(await readOverview(actor, {}));
const attentionOf = async (actor: Actor) => (await overviewOf(actor)).attention;
const NOTHING = {
  ...{ unconfirmedEmail: false, leaked: null, expiringKeys: 0, rejectedToday: null, lowBalance: null },
  failingEndpoints: [],
};

it('counts the keys that the filter for expiring keys lists', async () => {
  const owner = await makeMember();
  const at = now().getTime();
  const times: Record<string, object> = {
    soon: { expiresAt: new Date(at + 13 * DAY) },
    later: { expiresAt: new Date(at + 15 * DAY) },
    expired: { expiresAt: new Date(at - DAY) },
    never: {},
    disabled: { expiresAt: new Date(at + DAY), disabledAt: new Date(at) },
    revoked: { expiresAt: new Date(at + DAY), revokedAt: new Date(at) },
  };
  for (const [label, data] of Object.entries(times)) {
    const { key } = await makeKey(owner, { label });
    await db().apiKey.update({ where: { id: key.id }, data });
  }
  const { keys, total } = granted(await listApiKeys(owner, { filter: 'expiring' }));
  expect(keys.map(({ label }) => label)).toEqual(['soon']);
  expect(total).toBe(1);
  expect(await attentionOf(owner)).toEqual({ ...NOTHING, expiringKeys: 1 });
  expect(await attentionOf(await makeMember())).toEqual(NOTHING);
});

it('counts the leaked keys that the list shows, and names the one with the latest report', async () => {
  const owner = await makeMember();
  const [first, second, foreign] = [
    await makeKey(owner, { label: 'First' }),
    await makeKey(owner, { label: 'Second' }),
    await makeKey(await makeMember()),
  ];
  await makeKey(owner);
  for (const { secret } of [second, first, foreign]) expect(await reportAsScanner(secret)).toBe(true);
  const later = new Date(now().getTime() + MINUTE);
  await db().keyLeak.updateMany({ where: { apiKeyId: first.key.id }, data: { reportedAt: later } });
  const latest = { keyId: first.key.id, label: 'First' };
  expect((await attentionOf(owner)).leaked).toEqual({ keys: 2, latest });
  granted(await revokeApiKey(owner, { keyId: second.key.id }));
  expect((await attentionOf(owner)).leaked).toEqual({ keys: 1, latest });
  const listed = async (filter: string) =>
    granted(await listApiKeys(owner, { filter })).keys.map(({ label, leaked }) => [label, leaked]);
  expect(await listed('leaked')).toEqual([['First', true]]);
  expect(await listed('revoked')).toEqual([['Second', false]]);
  granted(await revokeApiKey(owner, { keyId: first.key.id }));
  expect((await attentionOf(owner)).leaked).toBeNull();
});

it('adds up the calls that were rejected today, and names the key with most of them', async () => {
  const owner = await makeMember();
  const [{ key: one }, { key: other }] = [await makeKey(owner), await makeKey(owner)];
  await makeCalls(one.id, [{ status: 401, calls: 3 }, { calls: 50 }, { status: 500, calls: 9 }]);
  await makeCalls(other.id, [{ daysAgo: 1, status: 422, calls: 100 }]);
  const most = { keyId: one.id, label: one.label, calls: 3 };
  expect(await attentionOf(owner)).toEqual({ ...NOTHING, rejectedToday: { calls: 3, keys: 1, most } });
  await makeCalls(other.id, [{ status: 422, calls: 1 }]);
  expect((await attentionOf(owner)).rejectedToday).toEqual({ calls: 4, keys: 2, most });
});

it('names a low live balance, and endpoints that fail', async () => {
  const owner = await makeMember();
  const { workspaceId } = owner;
  await giveMoney(workspaceId, 5_000_000n, 'live');
  const setThreshold = (lowBalance: bigint) =>
    db().workspace.update({ where: { id: workspaceId }, data: { lowBalance } });
  await setThreshold(5_000_000n);
  expect((await attentionOf(owner)).lowBalance).toBeNull();
  await setThreshold(5_000_001n);
  expect((await attentionOf(owner)).lowBalance).toEqual({ amount: 5_000_000n, currency: 'EUR' });

  const states = [{}, { failingSince: now() }, { pausedAt: now(), pauseReason: 'gone' as const }];
  const byMember = { failingSince: now(), pausedAt: now(), pauseReason: 'member' as const };
  const ids: string[] = [];
  for (const data of [...states, byMember]) {
    const { endpoint } = await makeEndpoint(owner);
    await db().webhookEndpoint.update({ where: { id: endpoint.id }, data });
    ids.push(endpoint.id);
  }
  expect((await attentionOf(owner)).failingEndpoints.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
});

it('tells each member whether their own email address is confirmed', async () => {
  const owner = await makeMember('owner', { emailVerified: false });
  expect(await attentionOf(owner)).toEqual({ ...NOTHING, unconfirmedEmail: true });
  const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
  expect(await attentionOf(viewer)).toEqual(NOTHING);
});

it('shows each member the first steps until they hide them', async () => {
  const owner = await makeMember('owner', { emailVerified: false });
  const { workspaceId } = owner;
  const steps = {
    ...{ createKey: false, firstCall: false, confirmEmail: false },
    ...{ secondFactor: false, webhook: false, invite: false },
  };
  expect((await overviewOf(owner)).firstSteps).toEqual(steps);
  const { key } = await makeKey(owner);
  await makeCalls(key.id, [{ status: 401, calls: 1 }]);
  await makeEndpoint(owner);
  const viewer = await makeMember('viewer', { workspaceId });
  const done = { ...steps, createKey: true, webhook: true, invite: true };
  expect((await overviewOf(owner)).firstSteps).toEqual(done);
  await makeCalls(key.id, [{ calls: 1 }]);
  expect((await overviewOf(viewer)).firstSteps).toEqual({ ...done, firstCall: true, confirmEmail: true });

  for (let times = 0; times < 2; times++) granted(await dismissFirstSteps(owner, {}));
  expect((await overviewOf(owner)).firstSteps).toBeNull();
  expect((await overviewOf(viewer)).firstSteps).not.toBeNull();
  const events = { workspaceId, action: 'member.dismiss_first_steps' };
  expect(await db().auditEvent.findMany({ where: events })).toMatchObject([{ actorId: owner.userId }]);
});

it('counts a passkey as a second factor', async () => {
  const { actor } = await makeSignedInMember();
  await addTestPasskey(actor);
  expect((await overviewOf(actor)).firstSteps).toMatchObject({ secondFactor: true });
});

it('is for every role of the workspace', async () => {
  const { workspaceId } = await makeMember();
  for (const role of ['owner', 'admin', 'developer', 'viewer'] as const) {
    const member = await makeMember(role, { workspaceId });
    granted(await readOverview(member, {}));
    granted(await dismissFirstSteps(member, {}));
  }
  for (const verb of [readOverview, dismissFirstSteps])
    expect(codeOf(await verb(SYSTEM, {}))).toBe('FORBIDDEN');
});
