import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { addPasskey } from '@/lib/domain/passkey-settings/add';
import { beginPasskey } from '@/lib/domain/passkey-settings/begin';
import { removePasskey } from '@/lib/domain/passkey-settings/remove';
import { renamePasskey } from '@/lib/domain/passkey-settings/rename';
import { listPasskeys } from '@/lib/domain/passkeys/list';
import { offerPasskeyToMember } from '@/lib/domain/passkeys/offer-to-member';
import { confirmIdentity } from '@/lib/domain/second-factor/confirm-identity';
import { readSecondFactor } from '@/lib/domain/second-factor/read';
import { renewRecoveryCodes } from '@/lib/domain/second-factor/renew-recovery-codes';
import { turnOffSecondFactor } from '@/lib/domain/second-factor/turn-off';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeSession,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { type Authenticator, addTestPasskey, makeAuthenticator } from '@/lib/testing/factories/passkeys';
import { codeOf } from '@/lib/testing/factories/results';
import { turnOnSecondFactor } from '@/lib/testing/factories/second-factor';

let email: string;
let actor: MemberActor;

async function makePerson(): Promise<{ email: string; actor: MemberActor }> {
  const address = makeEmail();
  await makeAccount({ email: address, verified: true });
  const person = await actorOf(await makeSession(address));
  if (person.kind !== 'member') throw new Error('Not a member.');
  return { email: address, actor: person };
}

const signFor = async (member: MemberActor, authenticator: Authenticator) =>
  authenticator.sign(granted(await offerPasskeyToMember(member, {})));

const isOn = async () => {
  const session = await resolveSession(actor.sessionId, null);
  return session?.kind === 'member' && session.factors.on;
};

beforeEach(async () => {
  ({ email, actor } = await makePerson());
});

describe('adding a passkey', () => {
  it('needs the password, turns on the second factor, ends other sessions and emails the member', async () => {
    expect(codeOf(await beginPasskey(actor, { password: OTHER_PASSWORD }))).toBe('INVALID_REQUEST');
    const elsewhere = await makeSession(email);
    const { passkeyId, recoveryCodes } = await addTestPasskey(actor);
    expect(recoveryCodes).toHaveLength(10);
    expect(await isOn()).toBe(true);
    expect(await resolveSession(elsewhere, null)).toBeNull();
    expect(granted(await listPasskeys(actor))).toMatchObject([
      { id: passkeyId, name: 'Laptop', lastUsedAt: null },
    ]);
    const subject = 'Two-step verification was given a new passkey';
    expect(await db().mail.count({ where: { recipient: email, subject } })).toBe(1);
    const events = await db().auditEvent.findMany({ where: { actorId: actor.userId } });
    expect(events).toContainEqual(
      expect.objectContaining({
        action: 'user.add_passkey',
        targetId: passkeyId,
        detail: { name: 'Laptop', turnedOn: true },
      }),
    );
  });

  it('stops at 20, also if several were begun before', async () => {
    const last = makeAuthenticator();
    const begun = granted(await beginPasskey(actor, { password: PASSWORD }));
    const { userId } = actor;
    await db().passkey.createMany({
      data: Array.from({ length: 20 }, (_, n) => ({
        id: `psk_${userId.slice(4)}${n}`,
        userId,
        name: `Key ${n}`,
        credentialId: Buffer.from(`${userId} ${n}`),
        publicKey: Buffer.from('none'),
        counter: 0n,
        createdAt: now(),
      })),
    });
    expect(codeOf(await addPasskey(actor, { name: 'Laptop', ...last.create(begun) }))).toBe('CONFLICT');
    expect(await db().passkey.count({ where: { userId } })).toBe(20);
  });

  it('needs a code or a passkey, too, if a second factor is on', async () => {
    const { authenticator } = await addTestPasskey(actor);
    expect(await beginPasskey(actor, { password: PASSWORD })).toMatchObject({
      refusal: { fields: { code: expect.any(String) } },
    });
    const passkey = await signFor(actor, authenticator);
    const creation = granted(await beginPasskey(actor, { password: PASSWORD, passkey }));
    const phone = makeAuthenticator();
    expect(creation.options.excludeCredentials).toMatchObject([{ id: authenticator.id }]);
    const added = granted(await addPasskey(actor, { name: 'Phone', ...phone.create(creation) }));
    expect(added.recoveryCodes).toBeNull();
    expect(granted(await listPasskeys(actor)).map(({ name }) => name)).toEqual(['Phone', 'Laptop']);
  });

  it.each([
    ['another site', { origin: 'https://evil.test' }],
    ['another host', { rpId: 'evil.test' }],
    ['another challenge', { challenge: 'bm9uZQ' }],
    ['an authenticator that did not verify its user', { verified: false }],
  ])('refuses %s', async (_what, difference) => {
    const creation = granted(await beginPasskey(actor, { password: PASSWORD }));
    const made = makeAuthenticator().create(creation, difference);
    expect(codeOf(await addPasskey(actor, { name: 'Laptop', ...made }))).toBe('CONFLICT');
    expect(await isOn()).toBe(false);
  });

  it('refuses a challenge of another session, an old one, and one that was used', async () => {
    const authenticator = makeAuthenticator();
    const made = authenticator.create(granted(await beginPasskey(actor, { password: PASSWORD })));
    const { actor: other } = await makePerson();
    expect(codeOf(await addPasskey(other, { name: 'Laptop', ...made }))).toBe('CONFLICT');
    const again = await actorOf(await makeSession(email));
    expect(codeOf(await addPasskey(again, { name: 'Laptop', ...made }))).toBe('CONFLICT');
    setClockOffset(5 * MINUTE);
    expect(codeOf(await addPasskey(actor, { name: 'Laptop', ...made }))).toBe('CONFLICT');
    setClockOffset(0);
    const results = await Promise.all([1, 2, 3].map(() => addPasskey(actor, { name: 'Laptop', ...made })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('refuses a passkey that another account has', async () => {
    const { authenticator } = await addTestPasskey(actor);
    const { actor: other } = await makePerson();
    const creation = granted(await beginPasskey(other, { password: PASSWORD }));
    expect(codeOf(await addPasskey(other, { name: 'Laptop', ...authenticator.create(creation) }))).toBe(
      'CONFLICT',
    );
  });

  it('stops at twenty', async () => {
    const { recoveryCodes } = await addTestPasskey(actor);
    const rest = Array.from({ length: 19 }, (_, index) => ({
      id: `psk_${actor.userId.slice(4)}${index}`,
      userId: actor.userId,
      name: 'More',
      credentialId: Buffer.from(`${actor.userId} ${index}`),
      publicKey: Buffer.from('none'),
    }));
    await db().passkey.createMany({ data: rest });
    expect(codeOf(await beginPasskey(actor, { password: PASSWORD, code: recoveryCodes[0] }))).toBe(
      'CONFLICT',
    );
  });
});

describe('a passkey', () => {
  it('is renamed, with both names in the audit log', async () => {
    const { passkeyId } = await addTestPasskey(actor);
    expect(granted(await renamePasskey(actor, { passkeyId, name: 'Work' }))).toEqual({ name: 'Work' });
    const event = await db().auditEvent.findFirst({
      where: { action: 'user.rename_passkey', targetId: passkeyId },
    });
    expect(event?.detail).toEqual({ from: 'Laptop', to: 'Work' });
    const { actor: other } = await makePerson();
    expect(codeOf(await renamePasskey(other, { passkeyId, name: 'Mine' }))).toBe('NOT_FOUND');
    expect(codeOf(await removePasskey(other, { passkeyId, password: PASSWORD }))).toBe('NOT_FOUND');
  });

  it('is removed after a proof, and the last one turns off the second factor', async () => {
    const { passkeyId, recoveryCodes } = await addTestPasskey(actor);
    expect(codeOf(await removePasskey(actor, { passkeyId, password: PASSWORD }))).toBe('INVALID_REQUEST');
    granted(await removePasskey(actor, { passkeyId, password: PASSWORD, code: recoveryCodes[0] }));
    expect(await isOn()).toBe(false);
    expect(granted(await readSecondFactor(actor))).toEqual({
      confirmedAt: null,
      passkeys: 0,
      recoveryCodesLeft: 0,
    });
    const subject = 'Two-step verification was turned off';
    expect(await db().mail.count({ where: { recipient: email, subject } })).toBe(1);
  });

  it('keeps the second factor on when the app is removed, and the other way round', async () => {
    const { recoveryCodes } = await turnOnSecondFactor(actor);
    const creation = granted(await beginPasskey(actor, { password: PASSWORD, code: recoveryCodes[0] }));
    const authenticator = makeAuthenticator();
    const { id } = granted(await addPasskey(actor, { name: 'Laptop', ...authenticator.create(creation) }));
    const byPasskey = async () => ({ password: PASSWORD, passkey: await signFor(actor, authenticator) });
    granted(await turnOffSecondFactor(actor, await byPasskey()));
    expect(granted(await readSecondFactor(actor))).toMatchObject({ confirmedAt: null, passkeys: 1 });
    expect(codeOf(await turnOffSecondFactor(actor, await byPasskey()))).toBe('CONFLICT');
    const { recoveryCodes: fresh } = granted(await renewRecoveryCodes(actor, await byPasskey()));
    expect(await isOn()).toBe(true);
    granted(await removePasskey(actor, { passkeyId: id, password: PASSWORD, code: fresh[0] }));
    expect(await isOn()).toBe(false);
    expect(codeOf(await renewRecoveryCodes(actor, { password: PASSWORD }))).toBe('CONFLICT');
  });
});

describe('confirming the identity by a passkey', () => {
  it('works once for each challenge, in the session that asked', async () => {
    const { authenticator, passkeyId } = await addTestPasskey(actor);
    const passkey = await signFor(actor, authenticator);
    const results = await Promise.all([1, 2, 3].map(() => confirmIdentity(actor, { passkey })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const [listed] = granted(await listPasskeys(actor));
    expect(listed).toMatchObject({ id: passkeyId, lastUsedAt: expect.any(Date) });
    const offer = granted(await offerPasskeyToMember({ ...actor, sessionId: 'ses_other' }, {}));
    expect(codeOf(await confirmIdentity(actor, { passkey: authenticator.sign(offer) }))).toBe(
      'INVALID_CREDENTIALS',
    );
  });

  it('refuses the passkey of somebody else, and an unknown one', async () => {
    await addTestPasskey(actor);
    const { actor: other } = await makePerson();
    const { authenticator } = await addTestPasskey(other);
    for (const stranger of [authenticator, makeAuthenticator()]) {
      expect(codeOf(await confirmIdentity(actor, { passkey: await signFor(actor, stranger) }))).toBe(
        'INVALID_CREDENTIALS',
      );
    }
  });

  it('refuses a copy of an authenticator that counts', async () => {
    const { authenticator } = await addTestPasskey(actor);
    const at = async (counter: number) =>
      confirmIdentity(actor, {
        passkey: authenticator.sign(granted(await offerPasskeyToMember(actor, {})), { counter }),
      });
    granted(await at(5));
    expect(codeOf(await at(5))).toBe('INVALID_CREDENTIALS');
    granted(await at(6));
  });
});
