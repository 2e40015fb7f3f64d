import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, UserActor } from '@/lib/domain/actor';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { startImpersonation } from '@/lib/domain/impersonation/start';
import { acceptInvitation } from '@/lib/domain/invitations/accept';
import { createInvitation } from '@/lib/domain/invitations/create';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { sendMessages } from '@/lib/domain/messages/send';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { startSession } from '@/lib/domain/sessions/start';
import { startVoiceCalls } from '@/lib/domain/voice-calls/start';
import { cancelWaiting } from '@/lib/domain/workspace-closing/cancel-waiting';
import { closeWorkspace } from '@/lib/domain/workspace-closing/close';
import { readClosingImpact } from '@/lib/domain/workspace-closing/impact';
import { reopenWorkspace } from '@/lib/domain/workspace-closing/reopen';
import { creditWorkspace } from '@/lib/domain/workspaces/credit';
import { listOwnWorkspaces } from '@/lib/domain/workspaces/list-own';
import { switchWorkspace } from '@/lib/domain/workspaces/switch';
import { makeAccount, makeSession, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { queued, sent, statusOf } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

const refused = (code: string) => ({ ok: false, refusal: { code } });
const NAME = 'Engines';

let owner: MemberActor;
let colleague: MemberActor;
let colleagueEmail: string;

/** The member whose session it is. */
async function memberOf(sessionId: string): Promise<MemberActor> {
  const session = await resolveSession(sessionId, null);
  if (session?.kind !== 'member') throw new Error('Not signed in to a workspace.');
  return session.actor;
}

/** The user without a workspace whose session it is. */
async function userOf(sessionId: string): Promise<UserActor> {
  const session = await resolveSession(sessionId, null);
  if (session?.kind !== 'user') throw new Error('Signed in to a workspace, or not at all.');
  return session.actor;
}

const close = (actor = owner, workspaceName = NAME, password = PASSWORD) =>
  closeWorkspace(actor, { workspaceId: actor.workspaceId, workspaceName, password });

const mailsTo = (recipient: string) =>
  db().mail.findMany({ where: { recipient }, select: { subject: true } });

beforeEach(() => () => setClockOffset(0));

beforeEach(async () => {
  const { email } = await makeAccount({ verified: true });
  owner = await memberOf(await makeSession(email));
  colleague = await makeMember('admin', { workspaceId: owner.workspaceId });
  const { userId, workspaceId } = colleague;
  colleague.sessionId = await db().$transaction((tx) =>
    startSession(tx, { userId, workspaceId, address: null, userAgent: null }),
  );
  ({ email: colleagueEmail } = await db().user.findUniqueOrThrow({ where: { id: userId } }));
});

describe('closeWorkspace', () => {
  it('needs an owner, the name and the password', async () => {
    const other = await makeMember('owner');
    expect(await close(colleague)).toMatchObject(refused('FORBIDDEN'));
    expect(await close(owner, 'Engine')).toMatchObject({
      refusal: { fields: { workspaceName: expect.any(String) } },
    });
    expect(await close(owner, NAME, OTHER_PASSWORD)).toMatchObject({
      refusal: { fields: { password: expect.any(String) } },
    });
    expect(await close(other)).toMatchObject(refused('INVALID_REQUEST'));
    // A tab that still shows another workspace of the same name.
    const { workspaceId } = other;
    expect(
      await closeWorkspace(owner, { workspaceId, workspaceName: NAME, password: PASSWORD }),
    ).toMatchObject(refused('NOT_FOUND'));
    expect(
      (await db().workspace.findUniqueOrThrow({ where: { id: owner.workspaceId } })).closedAt,
    ).toBeNull();
  });

  it('stops keys and sessions at the next request, and what is under way', async () => {
    const { key, secret } = await makeKey(owner);
    expect(await lookUpKey(secret)).not.toBeNull();
    granted(await close());
    expect(await lookUpKey(secret)).toBeNull();
    expect(await resolveSession(owner.sessionId, null)).toMatchObject({ kind: 'user' });
    expect(await resolveSession(colleague.sessionId, null)).toMatchObject({ kind: 'user' });
    const late = await renameApiKey(colleague, { keyId: key.id, label: 'Late' });
    expect(late).toMatchObject(refused('UNAUTHENTICATED'));
    expect(await close()).toMatchObject(refused('UNAUTHENTICATED'));
  });

  it('refuses a send that began before', async () => {
    const { actor } = await makeCaller({ owner, money: 10_000_000n });
    granted(await close());
    const late = await sendMessages(actor, { to: '+31612345678', text: 'Late' });
    expect(late).toMatchObject(refused('INVALID_API_KEY'));
  });

  it('tells all members, withdraws invitations and ends support sessions', async () => {
    const { workspaceId } = owner;
    const agent = await makeStaff('support');
    const impersonation = await makeImpersonation(agent, owner);
    granted(await createInvitation(owner, { email: 'late@example.test', role: 'viewer' }));
    const { deletesAt } = granted(await close());
    expect(deletesAt.getTime() - now().getTime()).toBeGreaterThan(29 * DAY);
    expect(await mailsTo(colleagueEmail)).toEqual([{ subject: 'The workspace Engines was closed' }]);
    expect(await db().invitation.count({ where: { workspaceId } })).toBe(0);
    expect(await db().impersonationSession.findUnique({ where: { id: impersonation.id } })).toMatchObject({
      endReason: 'customer',
      endedById: owner.userId,
    });
    const event = await db().auditEvent.findFirst({ where: { workspaceId, action: 'workspace.close' } });
    expect(event).toMatchObject({
      actorId: owner.userId,
      detail: { name: NAME, deletesAt: deletesAt.toISOString(), invitations: 1, sessions: 2 },
    });
    const again = { workspaceId, userId: owner.userId, reason: 'To see', ticket: 'T-1', minutes: 15 };
    expect(await startImpersonation(agent, again)).toMatchObject(refused('FORBIDDEN'));
    expect(
      await creditWorkspace({ kind: 'system', address: null }, { workspaceId, amount: '1' }),
    ).toMatchObject(refused('CONFLICT'));
  });

  it('leaves nothing to join, and opens another workspace at the next sign-in', async () => {
    const other = await makeMember();
    await db().membership.create({
      data: { workspaceId: other.workspaceId, userId: owner.userId, role: 'viewer' },
    });
    granted(await close());
    const user = await userOf(owner.sessionId);
    expect(await switchWorkspace(user, { workspaceId: owner.workspaceId })).toMatchObject(
      refused('CONFLICT'),
    );
    expect(await acceptInvitation(user, { token: 'x'.repeat(43) })).toMatchObject(refused('INVALID_LINK'));
    const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
    expect(await memberOf(await makeSession(email))).toMatchObject({ workspaceId: other.workspaceId });
    const { workspaces } = granted(await listOwnWorkspaces(user, {}));
    expect(workspaces.find(({ id }) => id === owner.workspaceId)?.deletesAt).toBeInstanceOf(Date);
  });
});

describe('cancelWaiting', () => {
  it('cancels and refunds what waits in closed workspaces only, and none of it is sent', async () => {
    const { actor } = await makeCaller({ owner, money: 10_000_000n });
    const { actor: stranger } = await makeCaller({ money: 10_000_000n });
    const [now1, now2] = sent(
      await sendMessages(actor, { to: ['+31612345678', '+32470123456'], text: 'Soon' }),
    );
    const at = new Date(now().getTime() + 5 * DAY).toISOString();
    const [later] = sent(await sendMessages(actor, { to: '+31612345678', text: 'Later', at }));
    const [other] = sent(await sendMessages(stranger, { to: '+31612345678', text: 'Other' }));
    expect(granted(await readClosingImpact(owner, { workspaceId: owner.workspaceId }))).toMatchObject({
      otherMembers: 1,
      keys: { live: 0, sandbox: 1 },
      waitingMessages: 3,
      waitingCalls: 0,
      keptDays: 30,
    });
    granted(await close());
    // The simulated carrier takes messages a moment later.
    setClockOffset(MINUTE);
    await dispatchMessages('sandbox', 100);
    expect(await statusOf(later?.id ?? '')).toBe('queued');
    expect(await statusOf(other?.id ?? '')).toBe('sent');
    // Other tests have closed workspaces, too.
    while ((await cancelWaiting()) > 0);
    for (const message of [now1, now2, later]) expect(await statusOf(message?.id ?? '')).toBe('canceled');
    const { sandbox } = await readMoney(owner.workspaceId);
    expect(sandbox).toEqual({ balance: sandbox.ledger, ledger: sandbox.ledger });
    expect(await db().apiKeySpend.findMany({ where: { apiKeyId: actor.keyId } })).toMatchObject([
      { amount: 0n },
    ]);
    const event = await db().auditEvent.findFirst({
      where: { workspaceId: owner.workspaceId, action: 'messages.cancel' },
    });
    expect(event).toMatchObject({
      actorKind: 'system',
      detail: { messages: 3, because: 'workspace closed' },
    });
  });

  it('ends and refunds the voice calls that wait, so that their data can be deleted', async () => {
    const { actor } = await makeCaller({ owner, money: 10_000_000n });
    const before = await readMoney(owner.workspaceId);
    const { calls } = queued(
      await startVoiceCalls(actor, { to: ['+31612345678', '+32470123456'], text: 'Hi' }),
    );
    const { actor: stranger } = await makeCaller({ money: 10_000_000n });
    const [other] = queued(await startVoiceCalls(stranger, { to: '+31612345678', text: 'Hi' })).calls;
    expect(granted(await readClosingImpact(owner, { workspaceId: owner.workspaceId }))).toMatchObject({
      waitingMessages: 0,
      waitingCalls: 2,
    });
    granted(await close());
    while ((await cancelWaiting()) > 0);
    const rows = await db().voiceCall.findMany({ where: { id: { in: calls.map(({ id }) => id) } } });
    expect(rows.map(({ status, nextStepAt }) => [status, nextStepAt])).toEqual([
      ['expired', null],
      ['expired', null],
    ]);
    expect(await db().voiceCall.findUnique({ where: { id: other?.id ?? '' } })).toMatchObject({
      status: 'queued',
    });
    expect(await readMoney(owner.workspaceId)).toEqual(before);
    expect(await db().apiKeySpend.findMany({ where: { apiKeyId: actor.keyId } })).toMatchObject([
      { amount: 0n },
    ]);
    const { workspaceId } = owner;
    const event = await db().auditEvent.findFirst({ where: { workspaceId, action: 'voice_calls.cancel' } });
    expect(event).toMatchObject({
      actorKind: 'system',
      detail: { calls: 2, because: 'workspace closed' },
    });
  });
});

describe('reopenWorkspace', () => {
  it('brings back keys and members, for an owner only', async () => {
    const { workspaceId } = owner;
    const { secret } = await makeKey(owner);
    granted(await close());
    expect(await reopenWorkspace(await userOf(colleague.sessionId), { workspaceId })).toMatchObject(
      refused('NOT_FOUND'),
    );
    const stranger = await makeMember('owner');
    expect(await reopenWorkspace(stranger, { workspaceId })).toMatchObject(refused('NOT_FOUND'));
    granted(await reopenWorkspace(await userOf(owner.sessionId), { workspaceId }));
    expect(await memberOf(owner.sessionId)).toMatchObject({ workspaceId, role: 'owner' });
    expect(await lookUpKey(secret)).not.toBeNull();
    expect((await mailsTo(colleagueEmail)).map(({ subject }) => subject)).toContain(
      'The workspace Engines was reopened',
    );
    expect(await reopenWorkspace(owner, { workspaceId })).toMatchObject(refused('CONFLICT'));
  });

  it('is too late after the time is over', async () => {
    const { workspaceId } = owner;
    granted(await close());
    await db().workspace.update({
      where: { id: workspaceId },
      data: { closedAt: new Date(Date.now() - 31 * DAY), deletesAt: new Date(Date.now() - DAY) },
    });
    expect(await reopenWorkspace(await userOf(owner.sessionId), { workspaceId })).toMatchObject(
      refused('CONFLICT'),
    );
  });
});

it('changes nothing for a request that waited while the workspace was closed', async () => {
  let invited: Promise<unknown> | undefined;
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${owner.workspaceId} FOR NO KEY UPDATE`;
      invited = createInvitation(owner, { email: 'late@example.test', role: 'viewer' });
      await expect.poll(waitingForLocks).toBe(1);
      await tx.workspace.update({
        where: { id: owner.workspaceId },
        data: { closedAt: now(), deletesAt: new Date(now().getTime() + 30 * DAY) },
      });
    },
    { timeout: 20_000 },
  );
  expect(await invited).toMatchObject(refused('UNAUTHENTICATED'));
  expect(await db().invitation.count({ where: { workspaceId: owner.workspaceId } })).toBe(0);
});
