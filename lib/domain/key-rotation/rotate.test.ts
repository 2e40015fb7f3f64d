import { describe, expect, it } from 'vitest';
import { DAY, HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import type { Overlap } from '@/lib/domain/key-rotation/overlap';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { setSecretLastUse } from '@/lib/testing/factories/last-uses';
import { makeMember } from '@/lib/testing/factories/members';

const policy = keydesk.keys;

async function rotate(owner: MemberActor, keyId: string, overlap: Overlap) {
  const { secretId } = granted(await readApiKey(owner, { keyId }));
  return granted(await rotateApiKey(owner, { keyId, secretId, overlap }, policy));
}

async function works(secret: string): Promise<boolean> {
  return (await lookUpKey(secret)) !== null;
}

/** As if calls had been made with the secret. */
const use = (secretId: string) => setSecretLastUse(secretId, { at: new Date() });

describe('rotateApiKey', () => {
  it('creates a second secret of the same format, and keeps id, settings and history', async () => {
    const owner = await makeMember();
    const { key, secret: old } = await makeKey(owner, { length: 40, rateLimit: 7 });
    const { key: rotated, secret } = await rotate(owner, key.id, '24h');

    expect(secret).toMatch(/^kd_sandbox_[0-9A-Za-z]{40}$/);
    expect(secret).not.toBe(old);
    expect(rotated).toMatchObject({
      id: key.id,
      rateLimit: 7,
      rotating: true,
      createdAt: key.createdAt,
      maskedSecret: `kd_sandbox_****${secret.slice(-4)}`,
      oldSecret: { maskedSecret: `kd_sandbox_****${old.slice(-4)}`, replacedAt: expect.any(Date) },
    });
    expect((await lookUpKey(secret))?.id).toBe(key.id);
    expect((await lookUpKey(old))?.id).toBe(key.id);
    const audit = await db().auditEvent.findFirst({ where: { targetId: key.id, action: 'api_key.rotate' } });
    expect(JSON.stringify(audit?.detail)).not.toContain(secret);
  });

  it.each([
    ['now', 0],
    ['1h', HOUR],
    ['24h', DAY],
    ['7d', 7 * DAY],
  ] as const)('ends the old secret after the overlap: %s', async (overlap, ms) => {
    const owner = await makeMember();
    const { key, secret: old } = await makeKey(owner);
    const { key: rotated, secret } = await rotate(owner, key.id, overlap);
    if (ms > 0) {
      const end = rotated.oldSecret?.endsAt?.getTime() ?? 0;
      setClockOffset(end - Date.now() - 10_000);
      expect(await works(old)).toBe(true);
    }
    setClockOffset(ms);
    expect(await works(old)).toBe(false);
    expect(await works(secret)).toBe(true);
    expect(granted(await readApiKey(owner, { keyId: key.id }))).toMatchObject({
      rotating: false,
      oldSecret: null,
    });
  });

  it('keeps the old secret until it is retired, with this overlap', async () => {
    const owner = await makeMember();
    const { key, secret: old } = await makeKey(owner);
    const { key: rotated, secret } = await rotate(owner, key.id, 'untilRetired');
    setClockOffset(1_000 * DAY);
    expect(await works(old)).toBe(true);
    const input = { keyId: key.id, secretId: rotated.oldSecret?.id };
    expect(granted(await retireSecret(owner, input)).rotating).toBe(false);
    expect(await works(old)).toBe(false);
    expect(await works(secret)).toBe(true);
  });

  it.each(['24h', 'untilRetired'] as const)('lets no overlap (%s) outlive the key', async (overlap) => {
    const owner = await makeMember();
    const expiry = new Date(Date.now() + HOUR);
    const { key } = await makeKey(owner, { expiry });
    expect((await rotate(owner, key.id, overlap)).key.oldSecret?.endsAt).toEqual(expiry);
  });

  it('creates one secret and shows it once if the form is sent several times at once', async () => {
    const owner = await makeMember();
    const { key, secret: old } = await makeKey(owner);
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    const input = { keyId: key.id, secretId, overlap: '1h' };
    const results = await Promise.all(Array.from({ length: 10 }, () => rotateApiKey(owner, input, policy)));
    results.push(await rotateApiKey(owner, input, policy));

    const [made, ...more] = results.flatMap((result) => (result.ok ? [result.value] : []));
    expect(more).toEqual([]);
    for (const result of results) if (!result.ok) expect(result.refusal.code).toBe('ALREADY_CREATED');
    expect(await works(made?.secret ?? '')).toBe(true);
    expect(await works(old)).toBe(true);
    expect(await db().apiKeySecret.count({ where: { apiKeyId: key.id } })).toBe(2);
    expect(await db().auditEvent.count({ where: { targetId: key.id, action: 'api_key.rotate' } })).toBe(1);
  });

  it('refuses to rotate while both secrets are in use', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const { key: rotated } = await rotate(owner, key.id, '7d');
    await use(rotated.secretId);
    const input = { keyId: key.id, secretId: rotated.secretId, overlap: 'now' };
    expect(await rotateApiKey(owner, input, policy)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    granted(await retireSecret(owner, { keyId: key.id, secretId: rotated.oldSecret?.id }));
    granted(await rotateApiKey(owner, input, policy));
  });

  it('replaces a new secret that nobody used, and keeps the old one', async () => {
    const owner = await makeMember();
    const { key, secret: old } = await makeKey(owner);
    const { secret: lost } = await rotate(owner, key.id, '1h');
    const { secret } = await rotate(owner, key.id, '24h');
    expect(await works(lost)).toBe(false);
    expect(await works(secret)).toBe(true);
    setClockOffset(2 * HOUR);
    expect(await works(old)).toBe(true);
    setClockOffset(DAY);
    expect(await works(old)).toBe(false);
  });

  it('rotates again and again once the overlap has ended', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    for (let round = 0; round < 3; round++) {
      setClockOffset(round * 2 * HOUR);
      const { key: rotated, secret } = await rotate(owner, key.id, '1h');
      await use(rotated.secretId);
      expect(await works(secret)).toBe(true);
    }
    const secrets = await db().apiKeySecret.findMany({ where: { apiKeyId: key.id } });
    expect(secrets.filter(({ retiredAt }) => !retiredAt)).toHaveLength(2);
    expect(secrets).toHaveLength(4);
  });

  it('refuses an expired key until it has a later expiry', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { expiry: '7d' });
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    setClockOffset(7 * DAY);
    const input = { keyId: key.id, secretId, overlap: '1h' };
    expect(await rotateApiKey(owner, input, policy)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    granted(await setExpiry(owner, { keyId: key.id, expiry: '7d' }));
    granted(await rotateApiKey(owner, input, policy));
  });

  it('shows the secrets of live keys only to confirmed members', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { environment: 'live' });
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    const admin = await makeMember('admin', { workspaceId: owner.workspaceId, emailVerified: false });
    expect(await rotateApiKey(admin, { keyId: key.id, secretId, overlap: '1h' }, policy)).toMatchObject({
      refusal: { code: 'EMAIL_NOT_VERIFIED' },
    });
  });

  it('does not find the secret of another key', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const { key: other } = await makeKey(owner);
    const { secretId } = granted(await readApiKey(owner, { keyId: other.id }));
    const input = { keyId: key.id, secretId, overlap: 'now' };
    expect(await rotateApiKey(owner, input, policy)).toMatchObject({ refusal: { code: 'ALREADY_CREATED' } });
    expect(await retireSecret(owner, { keyId: key.id, secretId })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
  });
});

describe('retireSecret', () => {
  it('never ends the current secret', async () => {
    const owner = await makeMember();
    const { key, secret } = await makeKey(owner);
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    expect(await retireSecret(owner, { keyId: key.id, secretId })).toMatchObject({
      refusal: { code: 'CONFLICT' },
    });
    expect(await works(secret)).toBe(true);
  });

  it('retires once, also if it is called several times at once', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const { key: rotated } = await rotate(owner, key.id, '7d');
    const input = { keyId: key.id, secretId: rotated.oldSecret?.id };
    const results = await Promise.all(Array.from({ length: 5 }, () => retireSecret(owner, input)));
    for (const result of results) expect(granted(result).oldSecret).toBeNull();
    expect(
      await db().auditEvent.count({ where: { targetId: key.id, action: 'api_key.retire_secret' } }),
    ).toBe(1);
  });
});
