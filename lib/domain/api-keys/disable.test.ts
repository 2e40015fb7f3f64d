import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('disableApiKey and enableApiKey', () => {
  it('disable and enable the key once, also if they are called several times at once', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const input = { keyId: key.id };
    const off = await Promise.all(Array.from({ length: 5 }, () => disableApiKey(owner, input)));
    for (const result of off) expect(granted(result).status).toBe('disabled');
    const on = await Promise.all(Array.from({ length: 5 }, () => enableApiKey(owner, input)));
    for (const result of on) expect(granted(result).status).toBe('active');
    const actions = await db().auditEvent.findMany({ where: { targetId: key.id }, orderBy: { id: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual([
      'api_key.create',
      'api_key.disable',
      'api_key.enable',
    ]);
  });
});
