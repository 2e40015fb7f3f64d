import { expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { createInvitation } from '@/lib/domain/invitations/create';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { runLookups } from '@/lib/domain/lookups/run';
import { sendMessages } from '@/lib/domain/messages/send';
import {
  DELETED_OF_KEYS,
  DELETED_OF_WORKSPACE,
  deleteData,
} from '@/lib/domain/workspace-closing/delete-data';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';
import { makeWebhookTargets } from '@/lib/testing/factories/webhooks';

/** What stays of a workspace, and why. */
const KEPT = {
  api_keys: 'messages refer to them; without label, addresses and secrets',
  impersonation_sessions: 'what the provider’s staff did',
  ledger_entries: 'bookkeeping',
  message_batches: 'messages refer to them; erased',
  messages: 'the ledger refers to them; erased',
  payments: 'bookkeeping; without the person who paid',
  voice_calls: 'the ledger refers to them; erased',
  workspace_versions: 'a random number',
};
/** What the final transaction deletes. */
const DELETED_AT_THE_END = ['memberships', 'sessions'];

async function tablesWith(column: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ table_name: string }[]>`
    SELECT table_name FROM information_schema.columns JOIN pg_class ON oid = quote_ident(table_name)::regclass
    WHERE table_schema = 'public' AND column_name = ${column} AND NOT relispartition`;
  return rows.map(({ table_name }) => table_name);
}

async function close({ workspaceId }: MemberActor, deletesAt: Date): Promise<void> {
  const closedAt = new Date(deletesAt.getTime() - 30 * DAY);
  await db().workspace.update({ where: { id: workspaceId }, data: { closedAt, deletesAt } });
}

const yesterday = () => new Date(Date.now() - DAY);

async function deleteAll(): Promise<void> {
  while ((await deleteData()) > 0);
}

it('decides about every table with data of a workspace', async () => {
  expect([...DELETED_OF_WORKSPACE, ...DELETED_AT_THE_END, ...Object.keys(KEPT)].sort()).toEqual(
    (await tablesWith('workspace_id')).sort(),
  );
  const ofBoth = [
    'api_key_daily_usage',
    'key_leaks',
    'lookup_lists',
    'message_batches',
    'message_total_changes',
    'message_totals',
    'messages',
    'verifications',
    'voice_calls',
  ];
  expect([...DELETED_OF_KEYS, ...ofBoth].sort()).toEqual((await tablesWith('api_key_id')).sort());
});

it('deletes everything about the customer and keeps the money', async () => {
  const { owner, actor, secret } = await makeCaller({ money: 100_000_000n });
  const { workspaceId } = owner;
  const other = await makeCaller({ money: 100_000_000n });
  for (const { actor: caller, owner: customer, secret: given } of [{ owner, actor, secret }, other]) {
    sent(await sendMessages(caller, { to: '+31612345678', text: 'Hello Ada', from: 'Acme' }));
    granted(await createInvitation(customer, { email: 'ada@example.test', role: 'viewer' }));
    await makeWebhookTargets(customer);
    const known = await lookUpKey(given);
    if (!known) throw new Error('The key is not known.');
    await runLookups(caller, { kind: 'format', numbers: ['+31612345678'] }, known);
  }
  await dispatchMessages('sandbox', 100);
  await db().message.updateMany({ data: { nextStepAt: null, status: 'delivered' } });
  const agent = await makeStaff('support');
  await makeImpersonation(agent, owner);
  const money = await readMoney(workspaceId);
  const countOf = async (table: string, id: string) => {
    const [row] = await db().$queryRawUnsafe<{ count: bigint }[]>(
      `SELECT count(*) FROM ${table} WHERE workspace_id = $1`,
      id,
    );
    return row?.count;
  };
  const audited = await countOf('audit_events', other.owner.workspaceId);

  await close(owner, new Date(Date.now() + DAY));
  await deleteAll();
  expect(await db().auditEvent.count({ where: { workspaceId } })).toBeGreaterThan(1);
  expect(await db().apiKeySecret.count({ where: { apiKeyId: actor.keyId } })).toBe(1);

  await db().apiKey.update({
    where: { id: actor.keyId },
    data: { owner: 'Ada', tags: ['checkout'], note: 'Ask Ada first.' },
  });
  await close(owner, yesterday());
  await deleteAll();
  for (const table of [...DELETED_OF_WORKSPACE, ...DELETED_AT_THE_END].filter(
    (name) => name !== 'audit_events',
  )) {
    expect(await countOf(table, workspaceId), table).toBe(0n);
  }
  expect(await db().auditEvent.findMany({ where: { workspaceId }, select: { action: true } })).toEqual([
    { action: 'workspace.delete' },
  ]);
  expect(await db().apiKeySecret.count({ where: { apiKeyId: actor.keyId } })).toBe(0);
  expect(await db().apiKey.findUnique({ where: { id: actor.keyId } })).toMatchObject({
    label: '',
    owner: '',
    tags: [],
    note: '',
    allowlist: [],
  });
  expect(await db().message.findFirst({ where: { workspaceId } })).toMatchObject({
    recipient: '',
    text: null,
  });
  expect(await db().workspace.findUnique({ where: { id: workspaceId } })).toMatchObject({ name: '' });
  expect(await readMoney(workspaceId)).toEqual(money);
  expect(await db().impersonationSession.count({ where: { workspaceId } })).toBe(1);

  expect(await lookUpKey(other.secret)).not.toBeNull();
  expect(await countOf('audit_events', other.owner.workspaceId)).toBe(audited);
  expect(await db().message.findFirst({ where: { workspaceId: other.owner.workspaceId } })).toMatchObject({
    text: 'Hello Ada',
  });
});

it('is the only way to delete audit events, and waits for its time', async () => {
  const owner = await makeMember();
  const { workspaceId } = owner;
  granted(await createInvitation(owner, { email: 'ada@example.test', role: 'viewer' }));
  const remove = () => db().$executeRaw`DELETE FROM audit_events WHERE workspace_id = ${workspaceId}`;
  await expect(remove()).rejects.toThrow(/append-only/);
  await close(owner, new Date(Date.now() + DAY));
  await expect(remove()).rejects.toThrow(/append-only/);
  const soon = { closedAt: yesterday(), deletesAt: new Date(Date.now() - 1000) };
  await expect(db().workspace.update({ where: { id: workspaceId }, data: soon })).rejects.toThrow();
  await close(owner, yesterday());
  expect(await remove()).toBe(1);
});
