import { describe, expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { listRefusals } from '@/lib/domain/refusals/list';
import { newId } from '@/lib/ids';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { itReadsOnlyOwnKeys } from '@/lib/testing/factories/own-key-reads';

itReadsOnlyOwnKeys(listRefusals);

describe('listRefusals', () => {
  const refusal = (apiKeyId: string, changes: object = {}) => ({
    id: newId('ref'),
    apiKeyId,
    at: new Date(),
    code: 'FORBIDDEN',
    operation: 'messages.send',
    address: '203.0.113.7',
    requestId: newId('req'),
    detail: { scope: 'messages.send' },
    ...changes,
  });

  it('shows the last 30 days, each with what to do and what fixes it', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const { key: other } = await makeKey(owner);
    const row = refusal(key.id);
    await db().keyRefusal.createMany({
      data: [row, refusal(key.id, { at: new Date(Date.now() - 30 * DAY) }), refusal(other.id)],
    });
    const { apiKeyId: _, ...shown } = row;
    expect(granted(await listRefusals(owner, { keyId: key.id }))).toEqual({
      refusals: [
        {
          ...shown,
          advice: expect.stringContaining('scope'),
          fix: { kind: 'addScope', scope: 'messages.send' },
        },
      ],
      nextCursor: null,
    });
  });

  it('returns each call once on all pages together, newest first', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const at = new Date();
    await db().keyRefusal.createMany({ data: Array.from({ length: 50 }, () => refusal(key.id, { at })) });
    await db().keyRefusal.create({
      data: refusal(key.id, { id: 'ref_newest', at: new Date(at.getTime() + 1) }),
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = granted(await listRefusals(owner, { keyId: key.id, cursor }));
      seen.push(...page.refusals.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen[0]).toBe('ref_newest');
    expect(seen).toHaveLength(51);
    expect(new Set(seen).size).toBe(51);
    expect(await listRefusals(owner, { keyId: key.id, cursor: 'nonsense' })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });
});
