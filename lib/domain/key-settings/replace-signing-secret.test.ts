import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
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
    const input = { keyId: key.id, version: signing.secretVersion };
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

  it('refuses a key without a signing secret', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(await replaceSigningSecret(owner, { keyId: key.id, version: 'none' }, keydesk.keys)).toMatchObject(
      {
        refusal: { code: 'CONFLICT' },
      },
    );
  });
});
