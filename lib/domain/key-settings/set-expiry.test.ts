import { describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('setExpiry', () => {
  it('counts from the time of the change, and can remove an expiry', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const before = Date.now();
    const { expiresAt } = granted(await setExpiry(owner, { keyId: key.id, expiry: '90d' }));
    expect(expiresAt?.getTime()).toBeGreaterThanOrEqual(before + 90 * DAY);
    expect(expiresAt?.getTime()).toBeLessThanOrEqual(Date.now() + 90 * DAY);
    expect(granted(await setExpiry(owner, { keyId: key.id, expiry: 'never' })).expiresAt).toBeNull();
  });

  it('makes an expired key active again', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { expiry: '7d' });
    setClockOffset(8 * DAY);
    expect(granted(await readApiKey(owner, { keyId: key.id })).status).toBe('expired');
    expect(granted(await setExpiry(owner, { keyId: key.id, expiry: '7d' })).status).toBe('active');
  });

  it('refuses a date in the past', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(await setExpiry(owner, { keyId: key.id, expiry: new Date(Date.now() - 1) })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { expiry: expect.any(String) } },
    });
  });

  it.each(['untilRetired', '7d'] as const)('lets no old secret (%s) outlive the key', async (overlap) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const input = { keyId: key.id };
    const { secretId } = granted(await readApiKey(owner, input));
    granted(await rotateApiKey(owner, { ...input, secretId, overlap }, keydesk.keys));
    const expiry = new Date(Date.now() + DAY);
    granted(await setExpiry(owner, { ...input, expiry }));
    const { oldSecret } = granted(await setExpiry(owner, { ...input, expiry: 'never' }));
    expect(oldSecret?.endsAt).toEqual(expiry);
  });
});
