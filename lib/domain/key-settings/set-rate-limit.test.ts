import { describe, expect, it } from 'vitest';
import { setRateLimit } from '@/lib/domain/key-settings/set-rate-limit';
import { granted, makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';

describe('setRateLimit', () => {
  it('accepts up to the cap of the workspace', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(granted(await setRateLimit(owner, { keyId: key.id, rateLimit: 6_000 })).rateLimit).toBe(6_000);
    for (const rateLimit of [6_001, 0, -1, 1.5, '5', Number.NaN]) {
      expect(await setRateLimit(owner, { keyId: key.id, rateLimit })).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { rateLimit: expect.any(String) } },
      });
    }
  });
});
