import { describe, expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { readOverallUsage } from '@/lib/domain/usage/overall';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const today = Math.floor(Date.now() / DAY) * DAY;

describe('readOverallUsage', () => {
  it('adds up the calls by day, key and operation, and limits them', async () => {
    const [owner, stranger] = [await makeMember(), await makeMember()];
    const { key } = await makeKey(owner);
    const { key: other } = await makeKey(owner);
    const { key: foreign } = await makeKey(stranger);
    const row = (apiKeyId: string, ago: number, operation: string, status: number, calls: number) => ({
      apiKeyId,
      hour: new Date(today - ago * DAY),
      operation,
      status,
      calls,
    });
    await db().apiKeyUsage.createMany({
      data: [
        row(key.id, 0, 'account.read', 200, 5),
        row(key.id, 0, 'messages.send', 401, 2),
        row(other.id, 1, 'account.read', 503, 1),
        row(key.id, 7, 'account.read', 200, 1_000),
        row(foreign.id, 0, 'account.read', 200, 1_000),
      ],
    });
    const all = granted(await readOverallUsage(owner, { days: 7 }));
    expect(all.days).toHaveLength(7);
    expect(all.days.slice(-2)).toEqual([
      { day: new Date(today - DAY), succeeded: 0, refused: 0, failed: 1 },
      { day: new Date(today), succeeded: 5, refused: 2, failed: 0 },
    ]);
    expect(all.keys).toEqual([
      { id: key.id, label: key.label, succeeded: 5, refused: 2, failed: 0 },
      { id: other.id, label: other.label, succeeded: 0, refused: 0, failed: 1 },
    ]);
    expect(all.operations).toEqual([
      { operation: 'account.read', succeeded: 5, refused: 0, failed: 1 },
      { operation: 'messages.send', succeeded: 0, refused: 2, failed: 0 },
    ]);

    const sends = granted(await readOverallUsage(owner, { days: 7, operation: 'messages.send' }));
    expect(sends.keys).toEqual([{ id: key.id, label: key.label, succeeded: 0, refused: 2, failed: 0 }]);
    const ofOther = granted(await readOverallUsage(owner, { days: 7, keyId: other.id }));
    expect(ofOther.keys.map(({ id }) => id)).toEqual([other.id]);
    const environment = key.environment === 'live' ? 'sandbox' : 'live';
    expect(granted(await readOverallUsage(owner, { days: 7, environment })).keys).toEqual([]);
    expect(granted(await readOverallUsage(owner, { days: 7, keyId: foreign.id })).keys).toEqual([]);
  });

  it('is for every role of the workspace, and for periods that the page offers', async () => {
    const { workspaceId } = await makeMember();
    for (const role of ['owner', 'admin', 'developer', 'viewer'] as const) {
      granted(await readOverallUsage(await makeMember(role, { workspaceId }), {}));
    }
    const owner = await makeMember();
    expect(await readOverallUsage(owner, { days: 8 })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
    expect(await readOverallUsage(SYSTEM, {})).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  });
});
