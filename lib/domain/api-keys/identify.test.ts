import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { identifyApiKey } from '@/lib/domain/api-keys/identify';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

it('finds the key of a secret for every role, and tells whether the secret still works', async () => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  const keyId = key.id;
  for (const role of ['admin', 'developer', 'viewer'] as const) {
    const member = await makeMember(role, { workspaceId: owner.workspaceId });
    expect(granted(await identifyApiKey(member, { secret }))).toEqual({ keyId, pasted: 'works' });
  }
  granted(await disableApiKey(owner, { keyId }));
  expect(granted(await identifyApiKey(owner, { secret }))).toEqual({ keyId, pasted: 'works' });
  granted(await revokeApiKey(owner, { keyId }));
  expect(granted(await identifyApiKey(owner, { secret }))).toEqual({ keyId, pasted: 'ended' });
});

it('finds the key of a secret that was replaced', async () => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  const { id } = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } });
  granted(await rotateApiKey(owner, { keyId: key.id, secretId: id, overlap: 'now' }, keydesk.keys));
  expect(granted(await identifyApiKey(owner, { secret }))).toEqual({ keyId: key.id, pasted: 'ended' });
});

it('finds no key of another workspace', async () => {
  const { secret } = await makeKey(await makeMember());
  const stranger = await makeMember();
  const refused = await identifyApiKey(stranger, { secret });
  expect(codeOf(refused)).toBe('NOT_FOUND');
  expect(refused).toEqual(await identifyApiKey(stranger, { secret: `${secret}x` }));
});
