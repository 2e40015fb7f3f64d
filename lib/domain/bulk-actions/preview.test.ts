import { describe, expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { EVERYTHING } from '@/lib/testing/factories/bulk-actions';
import { makeManyKeys } from '@/lib/testing/factories/many-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

describe('previewBulkAction', () => {
  it('counts the calls that would stop, and who makes them', async () => {
    const owner = await makeMember();
    const { key: busy } = await makeKey(owner, { label: 'Busy', environment: 'live' });
    const { key: quiet } = await makeKey(owner, { label: 'Quiet' });
    const { key: off } = await makeKey(owner, { label: 'Off', environment: 'live' });
    granted(await disableApiKey(owner, { keyId: off.id }));
    await makeCalls(busy.id, [{ calls: 40, address: '203.0.113.7' }]);
    await makeCalls(quiet.id, [{ calls: 2, address: '198.51.100.1' }]);
    await makeCalls(off.id, [{ calls: 7, address: '203.0.113.7' }]);
    const asked = { kind: 'revoke', selection: EVERYTHING };
    expect(granted(await previewBulkAction(owner, asked))).toMatchObject({
      live: 2,
      sandbox: 1,
      stopped: {
        keys: 2,
        usedKeys: 2,
        callsLastDay: 42,
        callsLastWeek: 42,
        liveCalls: 40,
        busiest: [
          { id: busy.id, label: 'Busy', calls: 40 },
          { id: quiet.id, label: 'Quiet', calls: 2 },
        ],
        networks: [
          { network: '203.0.113.7/32', calls: 40 },
          { network: '198.51.100.1/32', calls: 2 },
        ],
        networkCount: 2,
      },
      confirmation: 'revoke 3 keys',
    });
  });

  it('counts the expired keys that would work again', async () => {
    const owner = await makeMember();
    await makeManyKeys(owner, 2, { expiresAt: new Date(now().getTime() - DAY) });
    await makeManyKeys(owner, 1);
    const asked = { kind: 'setExpiry', expiry: '30d', selection: EVERYTHING };
    expect(granted(await previewBulkAction(owner, asked))).toMatchObject({ revived: 2, sandbox: 3 });
  });

  it('does not count for keys whose first allowed address lets all their calls pass', async () => {
    const owner = await makeMember();
    const { key: open } = await makeKey(owner, { environment: 'live' });
    const { key: listed } = await makeKey(owner, {
      environment: 'live',
      allowlist: [{ network: '198.51.100.0/24' }],
    });
    await makeCalls(open.id, [{ calls: 5, address: '203.0.113.7' }]);
    await makeCalls(listed.id, [{ calls: 3, address: '198.51.100.1' }]);
    const asked = { kind: 'addNetwork', entry: { network: '192.0.2.1' }, selection: EVERYTHING };
    expect(granted(await previewBulkAction(owner, asked))).toMatchObject({
      live: 2,
      narrowed: { keys: 1, calls: 5, refused: 5, refusedLive: 5 },
    });
  });
});
