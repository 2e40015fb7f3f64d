import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { revealApiKey } from '@/lib/domain/key-reveal/reveal';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { setSigning } from '@/lib/domain/key-settings/set-signing';
import { hashPassword } from '@/lib/domain/passwords/password-hash';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import type { Result } from '@/lib/errors';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { appCodeOf, makeSecondFactor } from '@/lib/testing/factories/second-factor';
import { acme } from '@/lib/testing/requests/acme-profile';

const { keys } = acme;

async function makeOwner(): Promise<MemberActor> {
  const owner = await makeMember();
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  const passwordHash = await hashPassword(email, PASSWORD);
  if (!passwordHash) throw new Error('The password was not hashed.');
  await db().user.update({ where: { id: owner.userId }, data: { passwordHash } });
  return owner;
}

const makeKey = async (owner: MemberActor, changes: Partial<CreateApiKeyInput> = {}) =>
  granted(await createApiKey(owner, keyInput({ length: 40, scopes: ['sms'], ...changes }), keys));

const audits = (keyId: string) =>
  db().auditEvent.findMany({ where: { targetId: keyId, action: 'api_key.reveal' } });

describe('revealApiKey', () => {
  it('shows the secrets of a recoverable key again, and records it without them', async () => {
    const owner = await makeOwner();
    const { key, secret, signingSecret } = await makeKey(owner, { requireSignatures: true });
    const input = { keyId: key.id, password: PASSWORD };
    for (const _ of [1, 2]) {
      expect(granted(await revealApiKey(owner, input, keys))).toEqual({
        key: expect.objectContaining({ id: key.id, label: key.label, scopes: ['sms'] }),
        secret,
        signingSecret,
      });
    }
    const events = await audits(key.id);
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ actorId: owner.userId, workspaceId: owner.workspaceId });
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain(secret);
  });

  it('shows the new secret after a rotation, and a signing secret that was made later', async () => {
    const owner = await makeOwner();
    const { key } = await makeKey(owner);
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    const { secret } = granted(await rotateApiKey(owner, { keyId: key.id, secretId, overlap: '24h' }, keys));
    const { signingSecret } = granted(await setSigning(owner, { keyId: key.id, required: true }, keys));
    const shown = granted(await revealApiKey(owner, { keyId: key.id, password: PASSWORD }, keys));
    expect(shown).toMatchObject({ secret, signingSecret });
  });

  it('keeps a secret only as long as it can be shown', async () => {
    const owner = await makeOwner();
    const { key } = await makeKey(owner);
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    const kept = () => db().apiKeySecret.count({ where: { apiKeyId: key.id, sealed: { not: null } } });
    granted(await rotateApiKey(owner, { keyId: key.id, secretId, overlap: '24h' }, keys));
    expect(await kept()).toBe(1);
    granted(await revokeApiKey(owner, { keyId: key.id }));
    expect(await kept()).toBe(0);
  });

  it.each([undefined, '', OTHER_PASSWORD])(
    'refuses the password %j, and records nothing',
    async (password) => {
      const owner = await makeOwner();
      const { key } = await makeKey(owner);
      const refused = await revealApiKey(owner, { keyId: key.id, password }, keys);
      expect(refused).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { password: expect.any(String) } },
      });
      expect(await audits(key.id)).toEqual([]);
    },
  );

  it('accepts a code of the second factor once, instead of the password', async () => {
    const { actor, secret: appSecret } = await makeSecondFactor();
    const { key, secret } = await makeKey(actor);
    const input = { keyId: key.id, code: appCodeOf(appSecret, 1) };
    expect(granted(await revealApiKey(actor, input, keys))).toMatchObject({ secret });
    expect(await revealApiKey(actor, input, keys)).toMatchObject({ refusal: { code: 'WRONG_CODE' } });
    const owner = await makeOwner();
    const own = await makeKey(owner);
    const guess = { keyId: own.key.id, code: '123456' };
    expect(await revealApiKey(owner, guess, keys)).toMatchObject({ refusal: { code: 'WRONG_CODE' } });
    expect(await audits(own.key.id)).toEqual([]);
  });

  it('counts passwords with those of signing in, and refuses after too many', async () => {
    const owner = await makeOwner();
    const { key } = await makeKey(owner);
    const client = { address: owner.address, known: owner.sessionId };
    let counted: Result<unknown>;
    do counted = await countAttempt('sign-in', owner.userId, client);
    while (counted.ok);
    const refused = await revealApiKey(owner, { keyId: key.id, password: PASSWORD }, keys);
    expect(refused).toMatchObject({ refusal: { code: 'TOO_MANY_ATTEMPTS' } });
  });

  it('refuses another workspace’s key, a revoked key, and roles that may not manage keys', async () => {
    const owner = await makeOwner();
    const { key } = await makeKey(owner, { environment: 'live' });
    const input = { keyId: key.id, password: PASSWORD };
    const stranger = await makeOwner();
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const admin = await makeMember('admin', { workspaceId: owner.workspaceId, emailVerified: false });
    for (const [actor, code] of [
      [stranger, 'NOT_FOUND'],
      [developer, 'FORBIDDEN'],
      [admin, 'EMAIL_NOT_VERIFIED'],
    ] as const) {
      expect(await revealApiKey(actor, input, keys)).toMatchObject({ refusal: { code } });
    }
    granted(await revokeApiKey(owner, { keyId: key.id }));
    expect(await revealApiKey(owner, input, keys)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    expect(await audits(key.id)).toEqual([]);
  });

  it('shows no key of a provider that shows keys once, nor one that was stored for such a provider', async () => {
    const owner = await makeOwner();
    const once = granted(await createApiKey(owner, keyInput(), keydesk.keys));
    const input = { keyId: once.key.id, password: PASSWORD };
    for (const policy of [keydesk.keys, keys]) {
      expect(await revealApiKey(owner, input, policy)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    }
  });
});
