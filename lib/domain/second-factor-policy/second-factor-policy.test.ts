import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { removePasskey } from '@/lib/domain/passkey-settings/remove';
import { beginSecondFactor } from '@/lib/domain/second-factor/begin';
import { turnOffSecondFactor } from '@/lib/domain/second-factor/turn-off';
import { readSecondFactorPolicy } from '@/lib/domain/second-factor-policy/read';
import { setSecondFactorPolicy } from '@/lib/domain/second-factor-policy/set';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { startSession } from '@/lib/domain/sessions/start';
import { actorOf, makeAccount, makeEmail, makeSession, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';
import { addTestPasskey } from '@/lib/testing/factories/passkeys';
import { codeOf } from '@/lib/testing/factories/results';
import { makeSecondFactor, turnOnSecondFactor } from '@/lib/testing/factories/second-factor';

let owner: MemberActor;
let recoveryCodes: string[];
let developer: MemberActor;

/** What the session of somebody shows, of this moment. */
const sessionOf = ({ sessionId }: { sessionId: string }) => resolveSession(sessionId, null);

async function joinAs(role: 'developer' | 'admin', emailVerified = true): Promise<MemberActor> {
  const { workspaceId } = owner;
  const member = await makeMember(role, { workspaceId, emailVerified });
  const session = { userId: member.userId, workspaceId, address: null, userAgent: null };
  return { ...member, sessionId: await db().$transaction((tx) => startSession(tx, session)) };
}

beforeEach(async () => {
  ({ actor: owner, recoveryCodes } = await makeSecondFactor());
  developer = await joinAs('developer');
});

describe('requiring a second factor', () => {
  it('is for owners who have one', async () => {
    for (const member of [developer, await joinAs('admin')]) {
      expect(codeOf(await setSecondFactorPolicy(member, { graceDays: 7 }))).toBe('FORBIDDEN');
    }
    expect(codeOf(await setSecondFactorPolicy(await makeMember(), { graceDays: 7 }))).toBe('CONFLICT');
    expect(codeOf(await setSecondFactorPolicy(owner, { graceDays: 8 }))).toBe('INVALID_REQUEST');
    expect(granted(await readSecondFactorPolicy(developer))).toBeNull();
  });

  it('is audited with the old and the new value, and emailed to members without one', async () => {
    const unproven = await joinAs('developer', false);
    const mailsTo = async ({ userId }: MemberActor) => {
      const { email } = await db().user.findUniqueOrThrow({ where: { id: userId } });
      return db().mail.count({ where: { recipient: email, subject: 'Set up two-step verification' } });
    };
    granted(await setSecondFactorPolicy(owner, { graceDays: 14 }));
    granted(await setSecondFactorPolicy(owner, { graceDays: 14 }));
    expect(await Promise.all([developer, unproven, owner].map(mailsTo))).toEqual([1, 0, 0]);
    granted(await setSecondFactorPolicy(owner, { graceDays: 7 }));
    granted(await setSecondFactorPolicy(owner, { graceDays: null }));
    const events = await db().auditEvent.findMany({
      where: { workspaceId: owner.workspaceId, action: 'workspace.require_second_factor' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ detail }) => detail)).toEqual([
      { from: null, to: 14 },
      { from: 14, to: 7 },
      { from: 7, to: null },
    ]);
  });

  it('lets members in until the time is over, and then only to set one up', async () => {
    granted(await setSecondFactorPolicy(owner, { graceDays: 7 }));
    const before = await sessionOf(developer);
    expect(before).toMatchObject({ kind: 'member', secondFactorDue: expect.any(Date) });
    expect(await sessionOf(owner)).toMatchObject({ kind: 'member', secondFactorDue: null });

    setClockOffset(7 * DAY - 1000);
    await db().session.updateMany({ data: { lastSeenAt: now() } });
    expect(await sessionOf(developer)).toMatchObject({ kind: 'member' });
    setClockOffset(7 * DAY + 1000);
    expect(await sessionOf(developer)).toMatchObject({
      kind: 'user',
      awaitsSecondFactor: { id: owner.workspaceId },
    });
    expect(await sessionOf(owner)).toMatchObject({ kind: 'member' });

    // Somebody who joins now has the same number of days.
    const late = await joinAs('developer');
    await db().membership.updateMany({ where: { userId: late.userId }, data: { createdAt: now() } });
    expect(await sessionOf(late)).toMatchObject({ kind: 'member', secondFactorDue: expect.any(Date) });

    granted(await setSecondFactorPolicy(owner, { graceDays: null }));
    expect(await sessionOf(developer)).toMatchObject({ kind: 'member', secondFactorDue: null });
  });

  it('opens the workspace again as soon as there is one', async () => {
    const email = makeEmail();
    const { id: userId } = await makeAccount({ email, verified: true });
    await db().membership.create({
      data: { workspaceId: owner.workspaceId, userId, role: 'developer', lastUsedAt: now() },
    });
    granted(await setSecondFactorPolicy(owner, { graceDays: 0 }));
    const actor = await actorOf(await makeSession(email));
    if (actor.kind !== 'user') throw new Error('The workspace is open.');
    expect(codeOf(await beginSecondFactor(actor, {}))).toBe('INVALID_REQUEST');
    await turnOnSecondFactor(actor);
    expect(await sessionOf(actor)).toMatchObject({
      kind: 'member',
      workspace: { id: owner.workspaceId },
    });
  });

  it('says in the mail until when, or that it applies already', async () => {
    const { email } = await db().user.findUniqueOrThrow({ where: { id: developer.userId } });
    granted(await setSecondFactorPolicy(owner, { graceDays: 7 }));
    setClockOffset(8 * DAY);
    granted(await setSecondFactorPolicy(owner, { graceDays: 0 }));
    const [latest, first] = await mailsTo(email);
    expect(first?.text).toMatch(
      /before \d{4}-\d\d-\d\d \d\d:\d\d UTC:[\s\S]*After that, you reach the workspace only/,
    );
    expect(latest?.text).toMatch(/account now:[\s\S]*You reach the workspace only/);
    expect(latest?.text).not.toContain('before');
  });

  it('keeps the last second factor of everybody', async () => {
    const proof = (index: number) => ({ password: PASSWORD, code: recoveryCodes[index] });
    granted(await setSecondFactorPolicy(owner, { graceDays: 30 }));
    expect(codeOf(await turnOffSecondFactor(owner, proof(0)))).toBe('CONFLICT');
    granted(await setSecondFactorPolicy(owner, { graceDays: null }));
    granted(await turnOffSecondFactor(owner, proof(0)));

    const { passkeyId, recoveryCodes: codes } = await addTestPasskey(owner);
    granted(await setSecondFactorPolicy(owner, { graceDays: 30 }));
    const last = { passkeyId, password: PASSWORD, code: codes[0] };
    expect(codeOf(await removePasskey(owner, last))).toBe('CONFLICT');
    expect(await sessionOf(owner)).toMatchObject({ factors: { passkeys: true } });
  });

  it('keeps no second factor for the sake of a closed workspace', async () => {
    granted(await setSecondFactorPolicy(owner, { graceDays: 30 }));
    const workspace = {
      where: { id: owner.workspaceId },
      data: { closedAt: now(), deletesAt: new Date(now().getTime() + 30 * DAY) },
    };
    await db().workspace.update(workspace);
    const { workspaceId } = await makeMember();
    await db().membership.create({ data: { workspaceId, userId: owner.userId, role: 'viewer' } });
    const elsewhere = { ...owner, workspaceId };
    granted(await turnOffSecondFactor(elsewhere, { password: PASSWORD, code: recoveryCodes[0] }));
  });
});
