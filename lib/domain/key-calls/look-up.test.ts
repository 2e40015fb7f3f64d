import { afterEach, expect, it, vi } from 'vitest';
import * as prepared from '@/lib/db/prepared';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

afterEach(() => {
  vi.restoreAllMocks();
});

it('uses one query for all keys of a turn of the event loop, and returns each caller their key', async () => {
  const owner = await makeMember();
  const keys = await Promise.all(Array.from({ length: 10 }, () => makeKey(owner)));
  const query = vi.spyOn(prepared, 'queryPrepared');
  const twice = [...keys, ...keys];
  const found = await Promise.all(twice.map(({ secret }) => lookUpKey(secret)));
  expect(found.map((key) => key?.id)).toEqual(twice.map(({ key }) => key.id));
  expect(query).toHaveBeenCalledTimes(1);
});

it('does not find an unknown key, nor one that was revoked since the last call', async () => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  expect(await lookUpKey(secret)).toMatchObject({ id: key.id });
  await revokeApiKey(owner, { keyId: key.id });
  expect(await lookUpKey(secret)).toBeNull();
  expect(await lookUpKey(generateSecret(keydesk.keys, 'sandbox', 64))).toBeNull();
});

it('does not look for a secret that the policy excludes, unless it is in memory', async () => {
  const { key, secret } = await makeKey(await makeMember());
  const query = vi.spyOn(prepared, 'queryPrepared');
  const policy = { ...keydesk.keys, length: { ...keydesk.keys.length, min: 200, max: 200 } };
  expect(await lookUpKey(secret, policy)).toBeNull();
  expect(query).not.toHaveBeenCalled();
  await lookUpKey(secret);
  expect(await lookUpKey(secret, policy)).toMatchObject({ id: key.id });
});
