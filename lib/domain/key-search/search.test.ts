import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { maskSecret } from '@/lib/domain/key-secrets/mask';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

it('finds a key by the end of its current and its old secret, and none of another workspace', async () => {
  const actor = await makeMember();
  const { key, secret } = await makeKey(actor, { label: 'Found' });
  await makeKey(actor, { label: 'Other' });
  const stranger = await makeMember();
  const found = async (search: string, by = actor) =>
    granted(await listApiKeys(by, { search })).keys.map(({ label }) => label);

  const { id } = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } });
  granted(await rotateApiKey(actor, { keyId: key.id, secretId: id, overlap: '1h' }, keydesk.keys));
  for (const ending of [maskSecret(keydesk.keys, secret), `****${secret.slice(-4)}`, secret.slice(-4)]) {
    expect(await found(ending), ending).toEqual(['Found']);
    expect(await found(ending, stranger), ending).toEqual([]);
  }
  expect(await found(maskSecret(keydesk.keys, secret).replace('sandbox', 'live'))).toEqual([]);
  expect(await found('kd_%_****____')).toEqual([]);
});
