import { describe, expect, it } from 'vitest';
import { DAY, HOUR, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { readOldSecret } from '@/lib/domain/key-rotation/old-secret';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { setSecretLastUse } from '@/lib/testing/factories/last-uses';
import { makeMember } from '@/lib/testing/factories/members';
import { itReadsOnlyOwnKeys } from '@/lib/testing/factories/own-key-reads';

const hourAgo = (hours: number) => new Date(Math.floor(now().getTime() / HOUR) * HOUR - hours * HOUR);

itReadsOnlyOwnKeys(readOldSecret);

describe('readOldSecret', () => {
  async function startRotation(owner: MemberActor) {
    const { key } = await makeKey(owner);
    const input = { keyId: key.id };
    const { secretId } = granted(await readApiKey(owner, input));
    granted(await rotateApiKey(owner, { ...input, secretId, overlap: 'untilRetired' }, keydesk.keys));
    return { input, secretId };
  }

  it('returns null while the key does not rotate', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(granted(await readOldSecret(owner, { keyId: key.id }))).toBeNull();
    const { input, secretId } = await startRotation(owner);
    granted(await retireSecret(owner, { ...input, secretId }));
    expect(granted(await readOldSecret(owner, input))).toBeNull();
  });

  it('shows its traffic, and when it had none for a day', async () => {
    const owner = await makeMember();
    const { input, secretId } = await startRotation(owner);
    const traffic = async () => granted(await readOldSecret(owner, input));
    expect(await traffic()).toMatchObject({ secretId, callsLastDay: 0, lastUse: null, quiet: false });
    const { replacedAt, quietSince } = (await traffic()) ?? {};
    expect(quietSince).toEqual(replacedAt);

    const lastUsedAt = new Date(Date.now() + HOUR);
    const hours = [
      { secretId, hour: hourAgo(0), calls: 10 },
      { secretId, hour: hourAgo(24), calls: 2 },
      { secretId, hour: hourAgo(25), calls: 1_000 },
    ];
    await db().apiKeySecretUsage.createMany({ data: hours });
    await setSecretLastUse(secretId, { at: lastUsedAt, address: '203.0.113.7' });
    expect(await traffic()).toMatchObject({
      callsLastHour: 10,
      callsLastDay: 12,
      lastUse: { at: lastUsedAt, address: '203.0.113.7' },
      quietSince: lastUsedAt,
      quiet: false,
    });
    setClockOffset(DAY + HOUR / 2);
    expect(await traffic()).toMatchObject({ quiet: false });
    setClockOffset(DAY + 2 * HOUR);
    expect(await traffic()).toMatchObject({ quiet: true });
  });

  it('shows whether the new secret is in use', async () => {
    const owner = await makeMember();
    const { input } = await startRotation(owner);
    expect(granted(await readOldSecret(owner, input))).toMatchObject({ newSecretUsed: false });
    const { secretId } = granted(await readApiKey(owner, input));
    await setSecretLastUse(secretId, { at: new Date() });
    const hours = [hourAgo(0), hourAgo(50)];
    await db().apiKeySecretUsage.createMany({ data: hours.map((hour) => ({ secretId, hour, calls: 107 })) });
    expect(granted(await readOldSecret(owner, input))).toMatchObject({
      newSecretUsed: true,
      newSecretCalls: 214,
      callsLastDay: 0,
    });
  });

  it('reports a quiet secret as safe to retire once the new one was used', async () => {
    const owner = await makeMember();
    const { input } = await startRotation(owner);
    const traffic = async () => granted(await readOldSecret(owner, input));
    const { secretId } = granted(await readApiKey(owner, input));
    setClockOffset(DAY);
    expect(await traffic()).toMatchObject({ quiet: true, safeToRetire: false });
    await setSecretLastUse(secretId, { at: new Date() });
    expect(await traffic()).toMatchObject({ quiet: true, safeToRetire: true });
    setClockOffset(DAY / 2);
    expect(await traffic()).toMatchObject({ quiet: false, safeToRetire: false });
  });
});
