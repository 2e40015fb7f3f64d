import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { changePassword } from '@/lib/domain/own-account/change-password';
import { renameSelf } from '@/lib/domain/own-account/rename';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signIn } from '@/lib/domain/users/sign-in';
import {
  actorOf,
  makeAccount,
  makeGuest,
  makeSession,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate, makeStaff } from '@/lib/testing/factories/impersonation';
import { mailedTokens, mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const THIRD_PASSWORD = 'a third and different phrase';

async function makeSignedIn(verified = true) {
  const { id, email } = await makeAccount({ verified });
  const sessionId = await makeSession(email);
  return { id, email, sessionId, actor: await actorOf(sessionId) };
}

const change = (actor: Actor, password = PASSWORD, newPassword = OTHER_PASSWORD) =>
  changePassword(actor, { password, newPassword });
const enters = async (email: string, password: string) => (await signIn(makeGuest(), { email, password })).ok;

describe('renameSelf', () => {
  it('changes the name of the member, and records the old and the new one', async () => {
    const { id, actor } = await makeSignedIn();
    expect(granted(await renameSelf(actor, { name: '  Grace Hopper ' }))).toEqual({ name: 'Grace Hopper' });
    expect((await db().user.findUniqueOrThrow({ where: { id } })).name).toBe('Grace Hopper');
    const events = { action: 'user.rename', targetId: id };
    expect((await db().auditEvent.findFirst({ where: events }))?.detail).toEqual({
      from: 'Ada',
      to: 'Grace Hopper',
    });
    granted(await renameSelf(actor, { name: 'Grace Hopper' }));
    expect(await db().auditEvent.count({ where: events })).toBe(1);
  });

  it.each(['', '  ', 'x'.repeat(101), 'a\u202Eb'])('refuses the name %j', async (name) => {
    expect(await renameSelf(await makeMember(), { name })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { name: expect.any(String) } },
    });
  });
});

describe('changePassword', () => {
  it('sets the new password, ends the other sessions, keeps this one, and emails the member', async () => {
    const { id, email, sessionId, actor } = await makeSignedIn();
    const elsewhere = await makeSession(email);
    expect(granted(await change(actor))).toEqual({ sessionsEnded: 1 });
    expect(await resolveSession(elsewhere, null)).toBeNull();
    expect(await resolveSession(sessionId, null)).not.toBeNull();
    expect(await enters(email, PASSWORD)).toBe(false);
    expect(await enters(email, OTHER_PASSWORD)).toBe(true);
    expect((await mailsTo(email))[0]?.subject).toBe('Your password was changed');
    const event = await db().auditEvent.findFirst({
      where: { action: 'user.change_password', targetId: id },
    });
    expect(event?.detail).toEqual({ sessionsEnded: 1 });
  });

  it('does not email an address that is not confirmed', async () => {
    const { email, actor } = await makeSignedIn(false);
    granted(await change(actor));
    expect((await mailsTo(email)).map(({ subject }) => subject)).not.toContain('Your password was changed');
  });

  it('ends the links of earlier resets', async () => {
    const { email, actor } = await makeSignedIn();
    granted(await requestPasswordReset(makeGuest(), { email }));
    const [token] = await mailedTokens(email);
    granted(await change(actor));
    expect(codeOf(await resetPassword(makeGuest(), { token, password: THIRD_PASSWORD }))).toBe(
      'INVALID_LINK',
    );
  });

  it.each([
    ['a wrong current password', { password: OTHER_PASSWORD, newPassword: THIRD_PASSWORD }, 'password'],
    ['no current password', { newPassword: OTHER_PASSWORD }, 'password'],
    ['a short password', { password: PASSWORD, newPassword: 'short' }, 'newPassword'],
    ['a weak password', { password: PASSWORD, newPassword: 'passwordpassword' }, 'newPassword'],
    ['the current password', { password: PASSWORD, newPassword: PASSWORD }, 'newPassword'],
    ['a field that is not offered', { password: PASSWORD, newPassword: OTHER_PASSWORD, userId: 'usr_1' }, ''],
  ])('refuses %s', async (_what, input, field) => {
    const { email, actor } = await makeSignedIn();
    const fields = field ? { [field]: expect.any(String) } : {};
    expect(await changePassword(actor, input)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields },
    });
    expect(await enters(email, PASSWORD)).toBe(true);
  });

  it('refuses the password of another account that claims the address', async () => {
    const { email, actor } = await makeSignedIn();
    await makeAccount({ email, password: OTHER_PASSWORD });
    expect(await change(actor)).toMatchObject({
      refusal: { fields: { newPassword: 'Choose another password.' } },
    });
  });

  it('limits guesses of the current password', async () => {
    const { actor } = await makeSignedIn();
    const codes: Array<string | undefined> = [];
    for (let n = 0; n < 30 && codes.at(-1) !== 'TOO_MANY_ATTEMPTS'; n++) {
      codes.push(codeOf(await change(actor, OTHER_PASSWORD, THIRD_PASSWORD)));
    }
    expect(codes.at(-1)).toBe('TOO_MANY_ATTEMPTS');
  });

  it('is refused after the session has ended', async () => {
    const { email, sessionId, actor } = await makeSignedIn();
    await db().session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
    expect(codeOf(await change(actor))).toBe('UNAUTHENTICATED');
    expect(await enters(email, PASSWORD)).toBe(true);
  });
});

it('belongs to members only, never to support', async () => {
  const member = await makeMember();
  const agent = impersonate(member, { id: 'imp_1', agentId: 'usr_agent' }, 'act');
  for (const verb of [renameSelf, changePassword]) {
    expect(codeOf(await verb(agent, {})), verb.name).toBe('NOT_FOR_SUPPORT');
    for (const other of [SYSTEM, await makeStaff('support')]) {
      expect(codeOf(await verb(other, {})), verb.name).toBe('FORBIDDEN');
    }
  }
});
