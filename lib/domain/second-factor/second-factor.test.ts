import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { beginSecondFactor } from '@/lib/domain/second-factor/begin';
import { confirmSecondFactor } from '@/lib/domain/second-factor/confirm';
import { readSecondFactor } from '@/lib/domain/second-factor/read';
import { removeSecondFactor } from '@/lib/domain/second-factor/remove';
import { renewRecoveryCodes } from '@/lib/domain/second-factor/renew-recovery-codes';
import { turnOffSecondFactor } from '@/lib/domain/second-factor/turn-off';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { signIn } from '@/lib/domain/users/sign-in';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeGuest,
  makeSession,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';
import { appCodeOf, makeSecondFactor, turnOnSecondFactor } from '@/lib/testing/factories/second-factor';

let email: string;
let actor: MemberActor;
let secret: string;
let recoveryCodes: string[];

const enter = (code?: string) => signIn(makeGuest(), { email, password: PASSWORD, ...(code && { code }) });
const aWrongCode = () => appCodeOf(secret, 40);

beforeEach(async () => {
  ({ email, actor, secret, recoveryCodes } = await makeSecondFactor());
  // The step in which it was turned on is used up.
  setClockOffset(MINUTE);
});

describe('turning on', () => {
  it('needs the password of a member', async () => {
    const other = makeEmail();
    await makeAccount({ email: other });
    const member = await actorOf(await makeSession(other));
    for (const input of [{}, { password: OTHER_PASSWORD }]) {
      expect(await beginSecondFactor(member, input)).toMatchObject({
        ok: false,
        refusal: { code: 'INVALID_REQUEST', fields: { password: expect.any(String) } },
      });
    }
  });

  it('accepts a code of the latest secret', async () => {
    const other = makeEmail();
    await makeAccount({ email: other });
    const member = await actorOf(await makeSession(other));
    const first = granted(await beginSecondFactor(member, { password: PASSWORD }));
    const second = granted(await beginSecondFactor(member, { password: PASSWORD }));
    expect(second.uri).toContain(`secret=${second.secret}`);
    expect(second.uri).toContain(encodeURIComponent(other));
    expect(codeOf(await confirmSecondFactor(member, { code: appCodeOf(first.secret) }))).toBe('WRONG_CODE');
    expect((await confirmSecondFactor(member, { code: appCodeOf(second.secret) })).ok).toBe(true);
    expect(codeOf(await confirmSecondFactor(member, { code: appCodeOf(second.secret, 1) }))).toBe('CONFLICT');
  });

  it('does not replace an active second factor', async () => {
    expect(codeOf(await beginSecondFactor(actor, { password: PASSWORD }))).toBe('CONFLICT');
    expect((await enter(appCodeOf(secret))).ok).toBe(true);
  });

  it('ends the other sessions, keeps this one, and emails the user', async () => {
    const other = makeEmail();
    const { id } = await makeAccount({ email: other, verified: true });
    const elsewhere = await makeSession(other);
    const here = await makeSession(other);
    await turnOnSecondFactor(await actorOf(here));
    expect(await resolveSession(elsewhere, null)).toBeNull();
    expect(await resolveSession(here, null)).not.toBeNull();
    const mail = await db().mail.findFirst({
      where: { recipient: other, subject: { contains: 'turned on' } },
    });
    expect(mail).not.toBeNull();
    const events = await db().auditEvent.findMany({ where: { actorId: id }, orderBy: { id: 'asc' } });
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['user.begin_second_factor', 'user.turn_on_second_factor']),
    );
  });

  it('does not email an address that is not confirmed', async () => {
    const other = makeEmail();
    await makeAccount({ email: other });
    await turnOnSecondFactor(await actorOf(await makeSession(other)));
    expect(await db().mail.count({ where: { recipient: other } })).toBe(0);
  });

  it('stores neither the secret nor recovery codes in plain text', async () => {
    const factor = await db().secondFactor.findUniqueOrThrow({ where: { userId: actor.userId } });
    const codes = await db().recoveryCode.findMany({ where: { userId: actor.userId } });
    const kept = [factor.sealedSecret, ...codes.map(({ hash }) => hash)].map((bytes) =>
      Buffer.from(bytes).toString('latin1'),
    );
    for (const plain of [secret, ...recoveryCodes]) {
      expect(kept.join()).not.toContain(plain);
      expect(kept.join()).not.toContain(plain.replaceAll('-', ''));
    }
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
  });
});

describe('turning off', () => {
  it.each([
    ['a wrong password', () => ({ password: OTHER_PASSWORD, code: appCodeOf(secret) }), 'INVALID_REQUEST'],
    ['a wrong code', () => ({ password: PASSWORD, code: aWrongCode() }), 'WRONG_CODE'],
    ['no code', () => ({ password: PASSWORD }), 'INVALID_REQUEST'],
  ])('refuses %s', async (_what, input, code) => {
    expect(codeOf(await turnOffSecondFactor(actor, input()))).toBe(code);
    expect(codeOf(await enter())).toBe('SECOND_FACTOR_REQUIRED');
  });

  it('needs the password and a code, and then the password is enough again', async () => {
    granted(await turnOffSecondFactor(actor, { password: PASSWORD, code: recoveryCodes[0] }));
    expect((await enter()).ok).toBe(true);
    expect(granted(await readSecondFactor(actor))).toEqual({
      confirmedAt: null,
      passkeys: 0,
      recoveryCodesLeft: 0,
    });
  });
});

describe('removal by the operator', () => {
  it('is for members of the given workspace, and emails them', async () => {
    const elsewhere = await makeMember();
    for (const workspace of [elsewhere.workspaceId, 'ws_none']) {
      expect(codeOf(await removeSecondFactor(SYSTEM, { workspace, email }))).toBe('NOT_FOUND');
    }
    const named = { workspace: actor.workspaceId, email };
    expect(codeOf(await removeSecondFactor(actor, named))).toBe('FORBIDDEN');
    granted(await removeSecondFactor(SYSTEM, named));
    expect((await enter()).ok).toBe(true);
    const mails = await db().mail.findMany({ where: { recipient: email }, select: { subject: true } });
    expect(mails).toContainEqual({ subject: 'Two-step verification was turned off' });
  });
});

describe('new recovery codes', () => {
  it('replace the old ones', async () => {
    const renewed = granted(await renewRecoveryCodes(actor, { password: PASSWORD, code: recoveryCodes[0] }));
    expect(codeOf(await enter(recoveryCodes[1]))).toBe('WRONG_CODE');
    expect((await enter(renewed.recoveryCodes[0])).ok).toBe(true);
  });
});

describe('permissions', () => {
  it('refuse agents in an impersonation session, and guests', async () => {
    const impersonated = impersonate(actor, { id: 'imp_1', agentId: 'usr_agent' }, 'act');
    const proof = { password: PASSWORD, code: recoveryCodes[0] };
    for (const verb of [beginSecondFactor, confirmSecondFactor, renewRecoveryCodes, turnOffSecondFactor]) {
      expect(codeOf(await verb(impersonated, proof)), verb.name).toBe('NOT_FOR_SUPPORT');
      expect(codeOf(await verb(SYSTEM, proof)), verb.name).toBe('FORBIDDEN');
    }
    expect(granted(await readSecondFactor(impersonated)).confirmedAt).not.toBeNull();
  });
});
