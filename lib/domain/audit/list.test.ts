import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { type Actor, type ApiKeyActor, type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { CAUSED_BY_CALLS } from '@/lib/domain/audit/build-filter';
import { exportAuditEvents } from '@/lib/domain/audit/export';
import { listAuditEvents } from '@/lib/domain/audit/list';
import { listAuditPeople } from '@/lib/domain/audit/people';
import { type AuditEntry, recordAudit } from '@/lib/domain/audit/record';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const record = (actor: Actor, entry: AuditEntry) => db().$transaction((tx) => recordAudit(tx, actor, entry));
const list = async (actor: Actor, input: object = {}) => granted(await listAuditEvents(actor, input)).events;
const lines = async (actor: Actor, input: object = {}) =>
  (await list(actor, input)).map((event) => `${event.actor.name} ${event.sentence}`);

function keyActor({ workspaceId }: MemberActor, keyId: string): ApiKeyActor {
  return {
    kind: 'apiKey',
    keyId,
    secretId: 'sec_1',
    workspaceId,
    environment: 'sandbox',
    scope: null,
    address: '203.0.113.7',
  };
}

it('shows who did what to which target, when and from which address', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Production server' });
  granted(await renameApiKey(owner, { keyId: key.id, label: 'Old server' }));
  granted(await revokeApiKey(owner, { keyId: key.id }));
  expect(await lines(owner)).toEqual([
    'Test owner revoked the key “Old server”',
    'Test owner renamed the key “Production server” to “Old server”',
    'Test owner created the key “Old server” (sandbox)',
  ]);
  const [event] = await list(owner);
  expect(event).toEqual({
    at: expect.any(Date),
    actor: { kind: 'member', id: owner.userId, name: 'Test owner', team: null, onBehalfOf: null },
    action: 'api_key.revoke',
    sentence: 'revoked the key “Old server”',
    target: { id: key.id, name: 'Old server' },
    impersonationId: null,
    address: '192.0.2.1',
  });
});

it('shows the names of agents and their members, of keys, and of Keydesk', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const impersonation = await makeImpersonation(agent, owner);
  const { key } = await makeKey(owner, { label: 'Server' });
  const { workspaceId } = owner;
  await record(agent, { action: 'impersonation.start', targetId: impersonation.id, workspaceId });
  await record(impersonate(owner, impersonation, 'act'), { action: 'api_key.disable', targetId: key.id });
  await record(keyActor(owner, key.id), { action: 'messages.send', detail: { messages: 3, segments: 3 } });
  await record(SYSTEM, {
    action: 'impersonation.end',
    targetId: impersonation.id,
    workspaceId,
    detail: { endReason: 'time' },
  });
  await record(SYSTEM, { action: 'user.sign_up', targetId: owner.userId, workspaceId });
  const onBehalfOf = { id: owner.userId, name: 'Test owner' };
  const support = { kind: 'support', id: agent.userId, name: 'Grace Hopper', team: 'Onboarding' };
  expect(await list(owner, { what: 'all' })).toMatchObject([
    { actor: { kind: 'member', id: owner.userId, name: 'Test owner' }, sentence: 'signed up' },
    {
      actor: { kind: 'keydesk', id: null, name: 'Keydesk' },
      sentence: 'ended the support session of Grace Hopper because its time ran out',
    },
    { actor: { kind: 'apiKey', id: key.id, name: 'Server' }, sentence: 'sent 3 messages' },
    { actor: { ...support, onBehalfOf }, impersonationId: impersonation.id, address: '192.0.2.99' },
    { actor: { ...support, onBehalfOf: null }, target: { id: impersonation.id, name: 'Grace Hopper' } },
    { action: 'api_key.create' },
  ]);
});

describe('the filter', () => {
  it('leaves out messages of keys by default', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    await record(keyActor(owner, key.id), { action: 'messages.send', detail: { messages: 1 } });
    const actions = async (what?: string) => (await list(owner, { what })).map(({ action }) => action);
    expect(await actions()).toEqual(['api_key.create']);
    expect(await actions('changes')).toEqual(['api_key.create']);
    expect(await actions('all')).toEqual(['messages.send', 'api_key.create']);
    expect(await actions('messages')).toEqual(['messages.send']);
    expect(await actions('api_key')).toEqual(['api_key.create']);
    expect(await actions('wallet')).toEqual([]);
  });

  it('filters by person, key, support, Keydesk, target and impersonation session', async () => {
    const [owner, agent] = [await makeMember(), await makeStaff()];
    const { workspaceId } = owner;
    const admin = await makeMember('admin', { workspaceId });
    const impersonation = await makeImpersonation(agent, owner);
    const [first, second] = [
      await makeKey(owner, { label: '50% more' }),
      await makeKey(admin, { label: '500' }),
    ];
    await record(impersonate(owner, impersonation, 'act'), {
      action: 'api_key.disable',
      targetId: first.key.id,
    });
    await record(SYSTEM, { action: 'wallet.credit', targetId: workspaceId, workspaceId });
    await record(keyActor(owner, first.key.id), { action: 'messages.send', detail: { messages: 1 } });
    const actions = async (filter: object) =>
      (await list(owner, { what: 'all', ...filter })).map(({ action }) => action);
    await record(SYSTEM, { action: 'user.verify_email', targetId: owner.userId, workspaceId });
    expect(await actions({ who: owner.userId })).toEqual(['user.verify_email', 'api_key.create']);
    expect(await actions({ who: first.key.id })).toEqual(['messages.send']);
    expect(await actions({ who: 'support' })).toEqual(['api_key.disable']);
    expect(await actions({ who: agent.userId })).toEqual(['api_key.disable']);
    expect(await actions({ who: 'keydesk' })).toEqual(['wallet.credit']);
    expect(await actions({ impersonationId: impersonation.id })).toEqual(['api_key.disable']);
    expect(await actions({ target: first.key.id })).toEqual(['api_key.disable', 'api_key.create']);
    expect(await actions({ target: ' 50% ' })).toEqual(['api_key.disable', 'api_key.create']);
    expect(await actions({ target: second.key.id, who: owner.userId })).toEqual([]);
    expect(await actions({ target: 'nothing like it' })).toEqual([]);
  });

  it('finds the label of a key in any Unicode form', async () => {
    const owner = await makeMember();
    await makeKey(owner, { label: 'Cafe\u0301' });
    for (const target of ['café', 'cafe\u0301']) {
      expect(await list(owner, { target })).toMatchObject([{ action: 'api_key.create' }]);
    }
  });

  it('filters by days, both included', async () => {
    const owner = await makeMember();
    await db().auditEvent.createMany({
      data: ['2026-03-01T00:00:00Z', '2026-03-01T23:59:59.999Z', '2026-03-02T00:00:00Z'].map((createdAt) => ({
        workspaceId: owner.workspaceId,
        actorKind: 'system' as const,
        action: 'wallet.credit',
        createdAt,
      })),
    });
    const count = async (filter: object) => (await list(owner, filter)).length;
    expect(await count({ from: '2026-03-01', to: '2026-03-01' })).toBe(2);
    expect(await count({ from: '2026-03-02' })).toBe(1);
    expect(await count({ to: '2026-02-28' })).toBe(0);
    expect(codeOf(await listAuditEvents(owner, { from: '2026-02-30' }))).toBe('INVALID_REQUEST');
    expect(await count({ from: '0001-01-01', to: '9999-12-31' })).toBe(3);
  });

  it('refuses values that the database cannot store', async () => {
    const owner = await makeMember();
    for (const filter of [{ from: '0000-01-01' }, { to: '0000-12-31' }, { target: 'a\u0000b' }]) {
      expect(codeOf(await listAuditEvents(owner, filter)), JSON.stringify(filter)).toBe('INVALID_REQUEST');
      expect(codeOf(await exportAuditEvents(owner, { ...filter, format: 'csv' }))).toBe('INVALID_REQUEST');
    }
  });
});

it('returns each event once on all pages together, also if events are added', async () => {
  const owner = await makeMember('developer');
  const targets = Array.from({ length: 120 }, (_, n) => `n${n}`);
  for (const targetId of targets) await record(owner, { action: 'api_key.rename', targetId });
  await record(await makeMember(), { action: 'api_key.rename', targetId: 'elsewhere' });
  const seen: Array<string | undefined> = [];
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page = granted(await listAuditEvents(owner, { cursor }));
    seen.push(...page.events.map(({ target }) => target?.id));
    cursor = page.nextCursor;
    await record(owner, { action: 'api_key.rename', targetId: 'later' });
  }
  expect(seen).toEqual(targets.toReversed());
  expect(codeOf(await listAuditEvents(owner, { cursor: '17' }))).toBe('INVALID_REQUEST');
});

it('is for owners, admins and developers, and for agents who act as them', async () => {
  const owner = await makeMember();
  const { workspaceId } = owner;
  const agent = await makeStaff();
  for (const role of ['admin', 'developer'] as const) {
    const member = await makeMember(role, { workspaceId });
    expect(await list(member)).toEqual([]);
    expect(await list(impersonate(member, await makeImpersonation(await makeStaff(), member)))).toEqual([]);
  }
  const viewer = await makeMember('viewer', { workspaceId });
  for (const actor of [viewer, impersonate(viewer, await makeImpersonation(agent, viewer)), agent, SYSTEM]) {
    expect(codeOf(await listAuditEvents(actor, {}))).toBe('FORBIDDEN');
  }
  expect(codeOf(await listAuditEvents(owner, { workspaceId }))).toBe('INVALID_REQUEST');
});

it('shows nothing of another workspace', async () => {
  const [owner, stranger] = [await makeMember(), await makeMember()];
  const { key } = await makeKey(owner, { label: 'Mine' });
  const impersonation = await makeImpersonation(await makeStaff(), owner);
  for (const filter of [
    {},
    { who: owner.userId },
    { target: key.id },
    { target: 'Mine' },
    { impersonationId: impersonation.id },
  ]) {
    expect(await list(stranger, { what: 'all', ...filter })).toEqual([]);
  }
  // Nor the name of a key that an event of their own happens to point at.
  await record(stranger, { action: 'api_key.revoke', targetId: key.id });
  expect((await list(stranger))[0]?.target).toEqual({ id: key.id, name: null });
});

it('reads an index, not the messages between the changes', async () => {
  const { workspaceId } = await makeMember();
  await db().$executeRaw`
    INSERT INTO audit_events (workspace_id, actor_kind, action)
    SELECT ${workspaceId}, 'apiKey', 'messages.send' FROM generate_series(1, 20000)`;
  await db().$executeRaw`ANALYZE audit_events`;
  const plan = await db().$queryRaw<Array<Record<string, string>>>`
    EXPLAIN SELECT * FROM audit_events WHERE workspace_id = ${workspaceId}
      AND action NOT IN (${Prisma.join(CAUSED_BY_CALLS)})
    ORDER BY id DESC LIMIT 51`;
  expect(JSON.stringify(plan)).toMatch(/audit_events_until_\d+_changes_idx/);
});

it('lists the members of the workspace', async () => {
  const owner = await makeMember();
  const admin = await makeMember('admin', { workspaceId: owner.workspaceId });
  await makeMember();
  expect(granted(await listAuditPeople(owner))).toEqual([
    { id: admin.userId, name: 'Test admin' },
    { id: owner.userId, name: 'Test owner' },
  ]);
  expect(codeOf(await listAuditPeople(await makeMember('viewer')))).toBe('FORBIDDEN');
});
