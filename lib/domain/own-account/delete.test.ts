import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { listAuditEvents } from '@/lib/domain/audit/list';
import { createInvitation } from '@/lib/domain/invitations/create';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { deleteAccount } from '@/lib/domain/own-account/delete';
import { readOwnAccount } from '@/lib/domain/own-account/read';
import { solelyOwnedWorkspaces } from '@/lib/domain/own-account/solely-owned-workspaces';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { signIn } from '@/lib/domain/users/sign-in';
import { KEPT_DAYS } from '@/lib/domain/workspace-closing/kept-days';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeGuest,
  makeSession,
  makeSignedInMember,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { addTestPasskey } from '@/lib/testing/factories/passkeys';
import { codeOf } from '@/lib/testing/factories/results';

let email: string;
let actor: MemberActor;

/** Somebody who owns a workspace with another owner. */
beforeEach(async () => {
  ({ email, actor } = await makeSignedInMember());
});

const makeOtherOwner = () => makeMember('owner', { workspaceId: actor.workspaceId });

describe('deleting the own account', () => {
  it('is refused for the last owner of a workspace, which is named', async () => {
    expect(granted(await readOwnAccount(actor)).solelyOwnedWorkspaces).toEqual([
      { id: actor.workspaceId, name: 'Engines' },
    ]);
    const disabled = await makeOtherOwner();
    await db().user.updateMany({ where: { id: disabled.userId }, data: { disabledAt: new Date() } });
    const refused = await deleteAccount(actor, { password: PASSWORD });
    expect(refused).toMatchObject({
      refusal: { code: 'CONFLICT', message: expect.stringContaining('“Engines”') },
    });
    expect((await signIn(makeGuest(), { email, password: PASSWORD })).ok).toBe(true);
    await makeOtherOwner();
    expect(granted(await readOwnAccount(actor)).solelyOwnedWorkspaces).toEqual([]);
  });

  it('is allowed for the last owner of a closed workspace', async () => {
    const closedAt = new Date();
    const deletesAt = new Date(closedAt.getTime() + KEPT_DAYS * DAY);
    await db().workspace.update({ where: { id: actor.workspaceId }, data: { closedAt, deletesAt } });
    expect(await solelyOwnedWorkspaces(db(), actor.userId)).toEqual([]);
  });

  it('leaves one of two owners who delete their accounts at the same moment', async () => {
    const other = makeEmail();
    const { id: userId } = await makeAccount({ email: other, verified: true });
    await db().membership.deleteMany({ where: { userId } });
    await db().membership.create({ data: { workspaceId: actor.workspaceId, userId, role: 'owner' } });
    const second = await actorOf(await makeSession(other));
    const results = await Promise.all(
      [actor, second].map((each) => deleteAccount(each, { password: PASSWORD })),
    );
    expect(results.map(codeOf).sort()).toEqual(['CONFLICT', undefined]);
  });

  it('is for somebody in no workspace, too, and happens once', async () => {
    await db().membership.deleteMany({ where: { userId: actor.userId } });
    const outside = await actorOf(await makeSession(email));
    expect(outside.kind).toBe('user');
    const both = await Promise.all([1, 2].map(() => deleteAccount(outside, { password: PASSWORD })));
    // The other one finds no session, or no password.
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const events = await db().auditEvent.count({
      where: { action: 'user.delete_account', targetId: actor.userId },
    });
    expect(events).toBe(1);
  });

  it('withdraws the invitations that the person sent', async () => {
    const other = await makeOtherOwner();
    granted(await createInvitation(actor, { email: makeEmail(), role: 'admin' }));
    granted(await createInvitation(other, { email: makeEmail(), role: 'viewer' }));
    granted(await deleteAccount(actor, { password: PASSWORD }));
    const { workspaceId } = actor;
    expect(await db().invitation.findMany({ where: { workspaceId } })).toMatchObject([{ role: 'viewer' }]);
  });

  it('needs the password and the second factor', async () => {
    await makeOtherOwner();
    const { recoveryCodes } = await addTestPasskey(actor);
    expect(codeOf(await deleteAccount(actor, { password: OTHER_PASSWORD }))).toBe('INVALID_REQUEST');
    expect(codeOf(await deleteAccount(actor, { password: PASSWORD }))).toBe('INVALID_REQUEST');
    granted(await deleteAccount(actor, { password: PASSWORD, code: recoveryCodes[0] }));
  });

  it('ends sessions, removes personal data and tells the old address', async () => {
    await makeOtherOwner();
    const elsewhere = await makeSession(email);
    const { recoveryCodes } = await addTestPasskey(actor);
    granted(await deleteAccount(actor, { password: PASSWORD, code: recoveryCodes[0] }));
    for (const id of [elsewhere, actor.sessionId]) expect(await resolveSession(id, null)).toBeNull();
    const { userId } = actor;
    const user = await db().user.findUniqueOrThrow({ where: { id: userId } });
    expect(user).toMatchObject({ name: 'Deleted account', emailVerifiedAt: null });
    expect(user.email).toMatch(/@deleted\.invalid$/);
    const left = await Promise.all([
      db().session.count({ where: { userId } }),
      db().membership.count({ where: { userId } }),
      db().knownBrowser.count({ where: { userId } }),
      db().passkey.count({ where: { userId } }),
      db().recoveryCode.count({ where: { userId } }),
      db().oneTimeToken.count({ where: { userId } }),
      db().mailRequest.count({ where: { userId } }),
    ]);
    expect(left).toEqual(left.map(() => 0));
    const subject = 'Your account was deleted';
    expect(await db().mail.count({ where: { recipient: email, subject } })).toBe(1);
    expect(codeOf(await signIn(makeGuest(), { email, password: PASSWORD }))).toBe('INVALID_CREDENTIALS');
    await makeAccount({ email, verified: true });
    expect((await signIn(makeGuest(), { email, password: PASSWORD })).ok).toBe(true);
  });

  it('keeps the keys of the workspace, and audit events with a neutral name', async () => {
    const other = await makeOtherOwner();
    const { secret } = await makeKey(actor);
    granted(await deleteAccount(actor, { password: PASSWORD }));
    expect(await lookUpKey(secret)).not.toBeNull();
    const { events } = granted(await listAuditEvents(other, {}));
    const own = events.filter(({ action }) => action === 'user.delete_account' || action === 'member.leave');
    expect(own).toHaveLength(2);
    expect(JSON.stringify(own)).toContain('Deleted account');
    expect(JSON.stringify(events)).not.toContain(email);
  });
});
