import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { setRotationReminder } from '@/lib/domain/key-settings/set-rotation-reminder';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('setRotationReminder', () => {
  it('stores how often to remind, with the old and the new value in the audit log', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const set = async (reminder: string) =>
      granted(await setRotationReminder(owner, { keyId: key.id, reminder })).remindAfterDays;
    expect(key.remindAfterDays).toBeNull();
    expect([await set('90'), await set('90'), await set('never'), await set('purpose')]).toEqual([
      90,
      90,
      0,
      null,
    ]);
    const events = await db().auditEvent.findMany({
      where: { targetId: key.id, action: 'api_key.set_rotation_reminder' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ detail }) => detail)).toEqual([
      { from: null, to: 90 },
      { from: 90, to: 0 },
      { from: 0, to: null },
    ]);
  });

  it.each(['0', '45', '-30', 30, ''])('refuses %j', async (reminder) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(await setRotationReminder(owner, { keyId: key.id, reminder })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });

  it('refuses a revoked key, and finds none of another workspace', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const input = { keyId: key.id, reminder: '90' };
    const foreign = await setRotationReminder(await makeMember(), input);
    expect(foreign).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    granted(await revokeApiKey(owner, { keyId: key.id }));
    expect(await setRotationReminder(owner, input)).toMatchObject({ refusal: { code: 'CONFLICT' } });
  });
});
