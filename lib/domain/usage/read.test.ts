import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { readUsage } from '@/lib/domain/usage/read';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { itReadsOnlyOwnKeys } from '@/lib/testing/factories/own-key-reads';

itReadsOnlyOwnKeys(readUsage);

describe('readUsage', () => {
  it('adds up each day by result, with empty days, today last', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const { key: other } = await makeKey(owner);
    const today = Math.floor(Date.now() / DAY) * DAY;
    const row = (
      ms: number,
      status: number,
      calls: number,
      apiKeyId = key.id,
      operation = 'account.read',
    ) => ({
      apiKeyId,
      hour: new Date(today + ms),
      operation,
      status,
      calls,
    });
    await db().apiKeyUsage.createMany({
      data: [
        row(0, 200, 5),
        row(0, 200, 1, key.id, 'messages.send'),
        row(0, 201, 2),
        row(0, 429, 3),
        row(-HOUR, 503, 4),
        row(-DAY, 403, 6),
        row(-DAY - HOUR, 200, 7),
        row(-3 * DAY, 200, 1_000),
        row(0, 200, 1_000, other.id),
      ],
    });
    expect(granted(await readUsage(owner, { keyId: key.id, days: 3 }))).toEqual([
      { day: new Date(today - 2 * DAY), succeeded: 7, refused: 0, failed: 0 },
      { day: new Date(today - DAY), succeeded: 0, refused: 6, failed: 4 },
      { day: new Date(today), succeeded: 8, refused: 3, failed: 0 },
    ]);
    expect(granted(await readUsage(owner, { keyId: key.id }))).toHaveLength(30);
  });
});
