import { describe, expect, it } from 'vitest';
import { DAY, HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import type { Overlap } from '@/lib/domain/key-rotation/overlap';
import { openSigningSecret, sealSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { retireSigningSecret } from '@/lib/domain/signing-secrets/retire';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

async function storedSecret(keyId: string): Promise<string | null> {
  const { sealedSigningSecret } = await db().apiKey.findUniqueOrThrow({ where: { id: keyId } });
  return sealedSigningSecret && openSigningSecret(sealedSigningSecret);
}

describe('replaceSigningSecret', () => {
  it('replaces the secret that the page showed, once', async () => {
    const owner = await makeMember();
    const { key, signingSecret } = await makeKey(owner, { requireSignatures: true });
    const { signing } = granted(await readApiKey(owner, { keyId: key.id }));
    const input = { keyId: key.id, version: signing.secretVersion, overlap: '24h' };
    const results = await Promise.all(
      Array.from({ length: 8 }, () => replaceSigningSecret(owner, input, keydesk.keys)),
    );
    results.push(await replaceSigningSecret(owner, input, keydesk.keys));

    const [made, ...more] = results.flatMap((result) => (result.ok ? [result.value] : []));
    expect(more).toEqual([]);
    expect(made?.signingSecret).not.toBe(signingSecret);
    expect(await storedSecret(key.id)).toBe(made?.signingSecret);
    for (const result of results) if (!result.ok) expect(result.refusal.code).toBe('ALREADY_CREATED');
    expect(
      await db().auditEvent.count({ where: { targetId: key.id, action: 'api_key.replace_signing_secret' } }),
    ).toBe(1);
  });

  const replace = async (owner: MemberActor, keyId: string, overlap: Overlap) => {
    const { signing } = granted(await readApiKey(owner, { keyId }));
    return replaceSigningSecret(owner, { keyId, version: signing.secretVersion, overlap }, keydesk.keys);
  };

  async function makeSigningKey(changes: Partial<CreateApiKeyInput> = {}) {
    const owner = await makeMember();
    const { key, signingSecret } = await makeKey(owner, { requireSignatures: true, ...changes });
    return { owner, keyId: key.id, first: signingSecret };
  }

  const storedOld = async (apiKeyId: string) => {
    const old = await db().oldSigningSecret.findUnique({ where: { apiKeyId } });
    return old && openSigningSecret(old.sealed);
  };

  it.each([
    ['1h', HOUR],
    ['7d', 7 * DAY],
    ['firstUse', null],
    ['untilRetired', null],
  ] as const)('keeps the old one for the overlap: %s', async (overlap, ms) => {
    const { owner, keyId, first } = await makeSigningKey();
    const { old } = granted(await replace(owner, keyId, overlap)).key.signing;
    expect(await storedOld(keyId)).toBe(first);
    expect(old).toMatchObject({ endsAtFirstUse: overlap === 'firstUse', oldCalls: 0, newCalls: 0 });
    expect(old?.endsAt ? old.endsAt.getTime() - old.replacedAt.getTime() : null).toBe(ms);
    setClockOffset(ms ?? 1_000 * DAY);
    const { signing } = granted(await readApiKey(owner, { keyId }));
    expect(signing.old).toEqual(ms === null ? expect.anything() : null);
  });

  it('forgets the old one at once with the overlap now', async () => {
    const { owner, keyId } = await makeSigningKey();
    granted(await replace(owner, keyId, '24h'));
    expect(granted(await replace(owner, keyId, 'now')).key.signing.old).toBeNull();
    expect(await storedOld(keyId)).toBeNull();
  });

  it('lets no old one outlive the key', async () => {
    const expiry = new Date(Date.now() + HOUR);
    const { owner, keyId } = await makeSigningKey({ expiry });
    expect(granted(await replace(owner, keyId, '24h')).key.signing.old?.endsAt).toEqual(expiry);
    const earlier = new Date(Date.now() + HOUR / 2);
    const { signing } = granted(await setExpiry(owner, { keyId, expiry: earlier }));
    expect(signing.old?.endsAt).toEqual(earlier);
  });

  it('takes a new one that signed no call for lost, and keeps the old one', async () => {
    const { owner, keyId, first } = await makeSigningKey();
    const lost = granted(await replace(owner, keyId, '1h'));
    const { key, signingSecret } = granted(await replace(owner, keyId, '24h'));
    expect(await storedOld(keyId)).toBe(first);
    expect(await storedSecret(keyId)).toBe(signingSecret);
    expect(key.signing.old?.id).not.toBe(lost.key.signing.old?.id);
    expect(key.signing.old?.replacedAt).toEqual(lost.key.signing.old?.replacedAt);
  });

  it('accepts no old one after an earlier version of the server replaced its successor', async () => {
    const { owner, keyId, first } = await makeSigningKey();
    granted(await replace(owner, keyId, '24h'));
    const update = (data: object) => db().apiKey.update({ where: { id: keyId }, data });
    await update({ label: 'Renamed' });
    expect(await storedOld(keyId)).toBe(first);
    await update({ sealedSigningSecret: sealSigningSecret('kds_another') });
    expect(await storedOld(keyId)).toBeNull();
  });

  it('refuses another one while both are in use', async () => {
    const { owner, keyId } = await makeSigningKey();
    const { old } = granted(await replace(owner, keyId, '24h')).key.signing;
    await db().oldSigningSecret.update({ where: { apiKeyId: keyId }, data: { newUsedAt: new Date() } });
    expect(await replace(owner, keyId, 'now')).toMatchObject({ refusal: { code: 'CONFLICT' } });
    granted(await retireSigningSecret(owner, { keyId, signingSecretId: old?.id }));
    granted(await replace(owner, keyId, 'now'));
  });

  it('refuses a key without a signing secret', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(
      await replaceSigningSecret(owner, { keyId: key.id, version: 'none', overlap: 'now' }, keydesk.keys),
    ).toMatchObject({
      refusal: { code: 'CONFLICT' },
    });
  });
});
