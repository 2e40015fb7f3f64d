import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { setSigning } from '@/lib/domain/key-settings/set-signing';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

async function storedSecret(keyId: string): Promise<string | null> {
  const { sealedSigningSecret } = await db().apiKey.findUniqueOrThrow({ where: { id: keyId } });
  return sealedSigningSecret && openSigningSecret(sealedSigningSecret);
}

describe('setSigning', () => {
  it('shows a secret the first time, keeps it when turned off, and never shows it again', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const set = async (required: boolean) =>
      granted(await setSigning(owner, { keyId: key.id, required }, keydesk.keys));

    const first = await set(true);
    expect(first.signingSecret).toMatch(/^kds_[0-9A-Za-z]{43}$/);
    expect(first.key.signing).toEqual({ required: true, secretVersion: expect.any(String), old: null });
    const off = await set(false);
    expect(off).toMatchObject({ signingSecret: null, key: { signing: { required: false } } });
    const again = await set(true);
    expect(again).toMatchObject({ signingSecret: null, key: { signing: first.key.signing } });
    expect(await storedSecret(key.id)).toBe(first.signingSecret);
  });

  it('shows one secret if it is called several times at once', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => setSigning(owner, { keyId: key.id, required: true }, keydesk.keys)),
    );
    const shown = results.map((result) => granted(result).signingSecret).filter(Boolean);
    expect(shown).toEqual([await storedSecret(key.id)]);
  });
});

it('shows the signing secrets of live keys only to confirmed members', async () => {
  const owner = await makeMember();
  const admin = await makeMember('admin', { workspaceId: owner.workspaceId, emailVerified: false });
  const { key } = await makeKey(owner, { environment: 'live' });
  const refusal = { refusal: { code: 'EMAIL_NOT_VERIFIED' } };
  expect(await setSigning(admin, { keyId: key.id, required: true }, keydesk.keys)).toMatchObject(refusal);
  const { key: signed } = granted(await setSigning(owner, { keyId: key.id, required: true }, keydesk.keys));
  const version = signed.signing.secretVersion;
  expect(
    await replaceSigningSecret(admin, { keyId: key.id, version, overlap: 'now' }, keydesk.keys),
  ).toMatchObject(refusal);
  granted(await setSigning(admin, { keyId: key.id, required: false }, keydesk.keys));
});
