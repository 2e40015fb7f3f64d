import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { publicKeyId } from '@/lib/domain/api-keys/number';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { readMask } from '@/lib/domain/key-secrets/mask';
import {
  findWholeKey,
  holdsKeyText,
  holdsSecret,
  secretFormat,
} from '@/lib/domain/key-secrets/pasted-secret';
import { generateSecret, isWellFormed, secretTexts } from '@/lib/domain/key-secrets/secret';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { acme } from '@/lib/testing/requests/acme-profile';

/** Secrets such as `17|ABC…`. */
const numbered: KeyPolicy = { ...acme.keys, numberSeparator: '|' };
const format = secretFormat(numbered);

const makeKey = async (owner: Awaited<ReturnType<typeof makeMember>>) =>
  granted(await createApiKey(owner, keyInput({ length: 40, scopes: ['sms'] }), numbered));

describe('a secret that contains the number of its key', () => {
  it('counts from 1 in each workspace, also when keys are created at once', async () => {
    const [owner, other] = [await makeMember(), await makeMember()];
    const created = await Promise.all(Array.from({ length: 8 }, () => makeKey(owner)));
    const numbers = created.map(({ secret }) => Number(secret.split('|')[0]));
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await makeKey(other)).secret).toMatch(/^1\|[A-HJ-NP-Z2-9]{40}$/);
  });

  it('keeps the number when the key is rotated', async () => {
    const owner = await makeMember();
    await makeKey(owner);
    const { key, secret } = await makeKey(owner);
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    const input = { keyId: key.id, secretId, overlap: 'now' };
    const rotated = granted(await rotateApiKey(owner, input, numbered));
    expect(rotated.secret).toMatch(/^2\|[A-HJ-NP-Z2-9]{40}$/);
    expect(rotated.secret).not.toBe(secret);
  });

  it('is masked by its number and its end, and its mask can be searched for', async () => {
    const { key, secret } = await makeKey(await makeMember());
    expect(key.maskedSecret).toBe(`1|****${secret.slice(-4)}`);
    expect(readMask(key.maskedSecret)).toEqual({ start: '1|', lastFour: secret.slice(-4) });
  });

  it('is not well formed without the number', () => {
    const secret = generateSecret(numbered, 'live', 40, 17);
    expect(isWellFormed(numbered, secret)).toBe(true);
    for (const other of [
      secret.slice(3),
      `|${secret.slice(3)}`,
      `x|${secret.slice(3)}`,
      `17${secret.slice(3)}`,
    ]) {
      expect(isWellFormed(numbered, other)).toBe(false);
    }
  });

  it('is found in text, with and without the number', () => {
    const secret = generateSecret(numbered, 'live', 40, 17);
    expect(findWholeKey(`TOKEN=${secret}`, format)).toBe(secret);
    expect(holdsKeyText(secret.slice(0, 20), format)).toBe(true);
    expect(holdsSecret(secret.slice(3), format)).toBe(true);
    expect(holdsKeyText('1|2|3 customers', format)).toBe(false);
    expect(secretTexts(numbered, secret)).toEqual([secret, secret.slice(3)]);
  });
});

it('leaves keys of other providers without a number', async () => {
  const owner = await makeMember();
  const { key } = granted(await createApiKey(owner, keyInput({ length: 40, scopes: ['sms'] }), acme.keys));
  expect(await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).toMatchObject({ number: null });
});

it('numbers keys that the API names by number, without the number in their secrets', async () => {
  const owner = await makeMember();
  const policy: KeyPolicy = { ...acme.keys, numericIds: true };
  const input = keyInput({ length: 40, scopes: ['sms'] });
  const { key, secret } = granted(await createApiKey(owner, input, policy));
  expect([key.number, publicKeyId(key, policy), publicKeyId(key, acme.keys)]).toEqual([1, '1', key.id]);
  expect(secret).toMatch(/^[A-HJ-NP-Z2-9]{40}$/);
  const revoked = granted(await revokeApiKey(owner, { keyId: 1 }));
  expect(revoked.id).toBe(key.id);
  expect(await revokeApiKey(await makeMember(), { keyId: 1 })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  });
});
