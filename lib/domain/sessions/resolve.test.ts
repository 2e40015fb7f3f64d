import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { ABSOLUTE_LIFETIME, IDLE_LIFETIME } from '@/lib/domain/sessions/lifetime';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { signOut } from '@/lib/domain/users/sign-out';
import { makeAccount, makeSession } from '@/lib/testing/factories/accounts';

let account: Awaited<ReturnType<typeof makeAccount>>;
let sessionId: string;

beforeEach(async () => {
  account = await makeAccount();
  sessionId = await makeSession(account.email);
});

const resolve = () => resolveSession(sessionId, '192.0.2.7');

describe('resolveSession', () => {
  it('returns the member, their workspace and their role', async () => {
    expect(await resolve()).toEqual({
      kind: 'member',
      actor: {
        kind: 'member',
        userId: account.id,
        workspaceId: account.memberships[0]?.workspaceId,
        role: 'owner',
        emailVerified: false,
        sessionId,
        address: '192.0.2.7',
      },
      person: { userId: account.id, name: 'Ada', email: account.email },
      workspace: { id: account.memberships[0]?.workspaceId, name: 'Engines' },
      factors: { app: false, passkeys: false, on: false },
      secondFactorDue: null,
    });
  });

  it.each(['admin', 'developer', 'viewer'] as const)('returns the role %s at once', async (role) => {
    await db().membership.updateMany({ where: { userId: account.id }, data: { role } });
    expect(await resolve()).toMatchObject({ actor: { role } });
  });

  it('ends after sign-out, which keeps other sessions and is audited once', async () => {
    const other = await makeSession(account.email);
    const signedIn = await resolve();
    if (signedIn?.kind !== 'member') throw new Error('Not signed in.');
    for (let n = 0; n < 2; n++) await signOut(signedIn.actor);
    expect(await resolve()).toBeNull();
    expect(await resolveSession(other, null)).not.toBeNull();
    const events = await db().auditEvent.count({ where: { action: 'user.sign_out', targetId: account.id } });
    expect(events).toBe(1);
  });

  it('ends when the user is disabled', async () => {
    await db().user.update({ where: { id: account.id }, data: { disabledAt: now() } });
    expect(await resolve()).toBeNull();
  });

  it('ends when the member leaves the workspace, also if they come back', async () => {
    const [membership] = await db().membership.findMany({ where: { userId: account.id } });
    if (!membership) throw new Error('Not a member.');
    await db().membership.deleteMany({ where: { userId: account.id } });
    expect(await resolve()).toBeNull();
    await db().membership.create({ data: membership });
    expect(await resolve()).toBeNull();
  });

  it('ends after the absolute lifetime, no matter how much it is used', async () => {
    for (let at = 0; at < ABSOLUTE_LIFETIME; at += IDLE_LIFETIME - DAY) {
      setClockOffset(at);
      expect(await resolve()).not.toBeNull();
    }
    setClockOffset(ABSOLUTE_LIFETIME);
    expect(await resolve()).toBeNull();
  });

  it('ends when it was idle too long', async () => {
    setClockOffset(IDLE_LIFETIME - MINUTE);
    expect(await resolve()).not.toBeNull();
    setClockOffset(2 * IDLE_LIFETIME);
    expect(await resolve()).toBeNull();
  });

  it.each(['', 'ses_unknown'])('is null for the id %j', async (id) => {
    expect(await resolveSession(id, null)).toBeNull();
  });
});
