import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { setRateLimit } from '@/lib/domain/key-settings/set-rate-limit';
import { keys } from '@/lib/profiles/keydesk/keys';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('setRateLimit', () => {
  it('accepts up to the highest rate limit of the profile, or to the cap of the workspace', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(granted(await setRateLimit(owner, { keyId: key.id, rateLimit: 6_000 }, keys)).rateLimit).toBe(
      6_000,
    );
    for (const rateLimit of [6_001, 0, -1, 1.5, '5', Number.NaN]) {
      expect(await setRateLimit(owner, { keyId: key.id, rateLimit }, keys)).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { rateLimit: expect.any(String) } },
      });
    }
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { rateLimitCap: 9_000 } });
    expect(granted(await setRateLimit(owner, { keyId: key.id, rateLimit: 9_000 }, keys)).rateLimit).toBe(
      9_000,
    );
  });
});
