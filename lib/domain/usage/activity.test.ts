import { describe, expect, it } from 'vitest';
import { SYSTEM } from '@/lib/domain/actor';
import { readActivity } from '@/lib/domain/usage/activity';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { setLastUse } from '@/lib/testing/factories/last-uses';
import { makeMember } from '@/lib/testing/factories/members';

const lastUse = {
  at: new Date('2026-06-01T12:00:00Z'),
  address: '203.0.113.7',
  operation: 'account.read',
  client: 'curl/8.5.0',
};

describe('readActivity', () => {
  it('returns state and last use of keys of the workspace, and leaves out others', async () => {
    const [actor, stranger] = [await makeMember(), await makeMember()];
    const { key } = await makeKey(actor);
    const { key: foreign } = await makeKey(stranger);
    await setLastUse(key.id, lastUse);

    expect(granted(await readActivity(actor, { keyIds: [key.id, foreign.id] }))).toEqual([
      { id: key.id, status: 'active', lastUse },
    ]);
    expect(granted(await readActivity(stranger, { keyIds: [key.id] }))).toEqual([]);
  });

  it('refuses too many ids, invalid ids, and anyone but a member', async () => {
    const actor = await makeMember();
    const { key } = await makeKey(actor);
    for (const keyIds of [Array(101).fill(key.id), ['key_1'], 'all']) {
      expect(await readActivity(actor, { keyIds })).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
    }
    expect(await readActivity(SYSTEM, { keyIds: [] })).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  });
});
