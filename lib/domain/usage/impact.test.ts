import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { readImpact } from '@/lib/domain/usage/impact';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { setLastUse } from '@/lib/testing/factories/last-uses';
import { makeMember } from '@/lib/testing/factories/members';

const lastUse = {
  at: new Date('2026-06-01T12:00:00Z'),
  address: '203.0.113.7',
  operation: 'account.read',
  client: 'curl/8.5.0',
};

describe('readImpact', () => {
  it('adds up the calls of the last hour and day, of all operations and statuses except 401', async () => {
    const actor = await makeMember();
    const { key } = await makeKey(actor);
    expect(granted(await readImpact(actor, { keyId: key.id }))).toEqual({
      lastUse: null,
      callsLastHour: 0,
      callsLastDay: 0,
    });

    const row = (ago: number, status: number, calls: number) => ({
      apiKeyId: key.id,
      hour: new Date(Math.floor((Date.now() - ago) / HOUR) * HOUR),
      operation: 'account.read',
      status,
      calls,
    });
    await db().apiKeyUsage.createMany({
      data: [
        row(0, 200, 5),
        row(0, 403, 2),
        row(0, 401, 30),
        row(HOUR, 200, 3),
        row(2 * HOUR, 200, 100),
        row(DAY, 200, 40),
        row(DAY + HOUR, 200, 1_000),
      ],
    });
    await setLastUse(key.id, lastUse);
    expect(granted(await readImpact(actor, { keyId: key.id }))).toEqual({
      lastUse,
      callsLastHour: 10,
      callsLastDay: 150,
    });
  });

  it('does not find a key of another workspace', async () => {
    const { key } = await makeKey(await makeMember());
    expect(await readImpact(await makeMember(), { keyId: key.id })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await readImpact(SYSTEM, { keyId: key.id })).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  });
});
