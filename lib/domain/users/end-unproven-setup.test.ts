import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { startImpersonation } from '@/lib/domain/impersonation/start';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { readPasswordReset } from '@/lib/domain/users/read-password-reset';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signIn } from '@/lib/domain/users/sign-in';
import { verifyEmail } from '@/lib/domain/users/verify-email';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { setLeakResponse } from '@/lib/domain/workspaces/set-leak-response';
import {
  makeAccount,
  makeGuest,
  makeSession,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { mailedTokens, mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';
import { turnOnSecondFactor } from '@/lib/testing/factories/second-factor';
import { makeEndpoint } from '@/lib/testing/factories/webhooks';

const NAMES = { name: 'Ada Lovelace', workspaceName: 'Analytical Engines' };
const THIRD_PASSWORD = 'a third and different phrase';

let email: string;
let userId: string;
let workspaceId: string;
/** The user who signed up with the address. */
let claimer: MemberActor;
let sessionId: string;
let keyId: string;
let endpointId: string;

async function memberOf(session: string): Promise<MemberActor> {
  const resolved = await resolveSession(session, null);
  if (resolved?.kind !== 'member') throw new Error('Not signed in.');
  return resolved.actor;
}

async function requestToken(): Promise<string> {
  granted(await requestPasswordReset(makeGuest(), { email }));
  const [token = ''] = await mailedTokens(email);
  return token;
}

const reset = (token: string, more: object = NAMES) =>
  resetPassword(makeGuest(), { token, password: OTHER_PASSWORD, ...more });

/** A claim with everything set up that one can. */
beforeEach(async () => {
  ({ email, id: userId } = await makeAccount());
  sessionId = await makeSession(email);
  claimer = await memberOf(sessionId);
  ({ workspaceId } = claimer);
  const { key } = await makeKey(claimer);
  keyId = key.id;
  ({
    endpoint: { id: endpointId },
  } = await makeEndpoint(claimer));
  granted(await setWorkspaceAllowlist(claimer, { allowlist: [{ network: '203.0.113.7', note: '' }] }));
  granted(await setSupportAccess(claimer, { access: 'day' }));
  granted(await setLeakResponse(claimer, { leakResponse: 'tell' }));
  await turnOnSecondFactor(claimer);
});

describe('a reset that confirms the address', () => {
  it('removes what was set up before, so that only the owner has the account', async () => {
    const agent = await makeStaff();
    const impersonation = { workspaceId, userId, reason: 'To see it', ticket: 'T-1', minutes: 15 };
    granted(await startImpersonation(agent, impersonation));
    expect((await reset(await requestToken())).ok).toBe(true);

    expect(await resolveSession(sessionId, null), 'sessions').toBeNull();
    expect((await signIn(makeGuest(), { email, password: PASSWORD })).ok, 'the password').toBe(false);
    expect(await db().secondFactor.count({ where: { userId } }), 'the second factor').toBe(0);
    expect(await db().recoveryCode.count({ where: { userId } }), 'recovery codes').toBe(0);
    const key = await db().apiKey.findUniqueOrThrow({ where: { id: keyId } });
    expect(key.revokedAt, 'API keys').toBeInstanceOf(Date);
    expect(await db().webhookEndpoint.count({ where: { workspaceId } }), 'webhooks').toBe(0);
    expect(await db().oneTimeToken.count({ where: { userId, usedAt: null } }), 'links').toBe(0);
    expect(await db().impersonationSession.count({ where: { workspaceId, endedAt: null } }), 'sessions').toBe(
      0,
    );
    expect(await db().workspace.findUniqueOrThrow({ where: { id: workspaceId } })).toMatchObject({
      name: NAMES.workspaceName,
      allowlist: [],
      contactEmail: null,
      supportAccess: 'ask',
      supportActsUntil: null,
      leakResponse: 'disable',
    });
    const user = await db().user.findUniqueOrThrow({ where: { id: userId } });
    expect(user).toMatchObject({ name: NAMES.name, emailVerifiedAt: expect.any(Date) });
    expect((await signIn(makeGuest(), { email, password: OTHER_PASSWORD })).ok).toBe(true);
  });

  it('is audited, with every key and webhook endpoint', async () => {
    granted(await reset(await requestToken()));
    const events = await db().auditEvent.findMany({
      where: { workspaceId, action: { in: ['user.reset_password', 'api_key.revoke', 'webhook.delete'] } },
      orderBy: { id: 'asc' },
    });
    expect(events).toMatchObject([
      { action: 'api_key.revoke', targetId: keyId, actorKind: 'system' },
      { action: 'webhook.delete', targetId: endpointId, actorKind: 'system' },
      {
        action: 'user.reset_password',
        targetId: userId,
        detail: { sessionsEnded: 1, secondFactorRemoved: true, keysRevoked: 1 },
      },
    ]);
  });

  it('asks for new names, and the link works until they are given', async () => {
    const token = await requestToken();
    for (const [missing, field] of [
      [{}, 'name'],
      [{ name: 'Ada' }, 'workspaceName'],
      [{ ...NAMES, name: 'Ada\u202e' }, 'name'],
    ] as const) {
      expect(await reset(token, missing)).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
      });
    }
    expect((await resolveSession(sessionId, null))?.kind).toBe('member');
    expect((await reset(token)).ok).toBe(true);
  });

  it('does not change what is shared with others who have a confirmed address', async () => {
    await makeMember('owner', { workspaceId });
    granted(await reset(await requestToken()));
    expect(await db().workspace.findUniqueOrThrow({ where: { id: workspaceId } })).toMatchObject({
      name: 'Engines',
      supportActsUntil: expect.any(Date),
    });
    const key = await db().apiKey.findUniqueOrThrow({ where: { id: keyId } });
    expect(key.revokedAt, 'a key of the claimer’s').toBeInstanceOf(Date);
  });

  it('removes nothing if the address was confirmed before', async () => {
    await db().user.update({ where: { id: userId }, data: { emailVerifiedAt: new Date() } });
    granted(await reset(await requestToken(), {}));
    expect(await db().secondFactor.count({ where: { userId } })).toBe(1);
    expect((await db().apiKey.findUniqueOrThrow({ where: { id: keyId } })).revokedAt).toBeNull();
    expect((await db().workspace.findUniqueOrThrow({ where: { id: workspaceId } })).name).toBe('Engines');
  });
});

describe('a confirmation in the session that set everything up', () => {
  it('keeps everything', async () => {
    const [token = ''] = await mailedTokens(email);
    granted(await verifyEmail(claimer, { token }));
    expect((await resolveSession(sessionId, null))?.kind).toBe('member');
    expect(await db().secondFactor.count({ where: { userId } })).toBe(1);
    expect((await db().apiKey.findUniqueOrThrow({ where: { id: keyId } })).revokedAt).toBeNull();
  });
});

describe('an address that several claim', () => {
  it('offers the first of them, however many come later, by one link', async () => {
    for (let n = 0; n < 12; n++) await makeAccount({ email, password: `${PASSWORD} ${n}` });
    const token = await requestToken();
    expect(await mailedTokens(email)).toHaveLength(1);
    const { accounts, proven } = granted(await readPasswordReset(SYSTEM, { token }));
    expect(accounts).toHaveLength(13);
    expect(accounts[0]).toMatchObject({ id: userId, workspaceName: 'Engines' });
    expect(proven).toBe(false);
    expect(await reset(token), 'without a choice').toMatchObject({
      refusal: { fields: { account: 'Choose one of the accounts.' } },
    });
    expect((await reset(token, { ...NAMES, account: userId })).ok).toBe(true);
    expect(await db().user.count({ where: { email, emailVerifiedAt: { not: null } } })).toBe(1);
  });

  it('resets the chosen one, and does not change the others', async () => {
    const later = await makeAccount({ email, password: THIRD_PASSWORD });
    granted(await reset(await requestToken(), { ...NAMES, account: later.id }));
    expect((await signIn(makeGuest(), { email, password: OTHER_PASSWORD })).ok).toBe(true);
    expect(await db().user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
      emailVerifiedAt: null,
    });
  });

  it('does not reset an account with another address', async () => {
    const foreign = await makeAccount();
    const token = await requestToken();
    expect(await reset(token, { ...NAMES, account: foreign.id })).toMatchObject({
      refusal: { fields: { account: expect.any(String) } },
    });
  });

  it('sends no names', async () => {
    const typed = { name: 'Visit https://evil.example', workspaceName: 'Call +1 555 0100' };
    await db().user.updateMany({ where: { email }, data: { name: typed.name } });
    await db().workspace.update({ where: { id: workspaceId }, data: { name: typed.workspaceName } });
    await requestToken();
    const mails = JSON.stringify(await mailsTo(email));
    for (const word of ['evil', '555 0100']) expect(mails).not.toContain(word);
  });
});
