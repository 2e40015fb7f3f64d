import { describe, expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { applyMessageChanges } from '@/lib/domain/message-totals/apply-changes';
import { cancelMessages } from '@/lib/domain/messages/cancel-several';
import { sendMessages } from '@/lib/domain/messages/send';
import { listKeyUsage } from '@/lib/domain/usage/by-key';
import { readOverallUsage } from '@/lib/domain/usage/overall';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';
import { makeCalls } from '@/lib/testing/factories/usage';

const today = Math.floor(Date.now() / DAY) * DAY;
const NO_CALLS = { succeeded: 0, refused: 0, failed: 0 };
const NO_MESSAGES = { messages: 0, delivered: 0, undelivered: 0, refunded: 0, spend: 0n };

describe('readOverallUsage and listKeyUsage', () => {
  it('add up the calls by day, key and operation, and limit them', async () => {
    const [owner, stranger] = [await makeMember(), await makeMember()];
    const { key } = await makeKey(owner);
    const { key: other } = await makeKey(owner);
    const { key: foreign } = await makeKey(stranger);
    await makeCalls(key.id, [
      { calls: 5 },
      { operation: 'messages.send', status: 401, calls: 2 },
      { daysAgo: 7, calls: 1_000 },
    ]);
    await makeCalls(other.id, [{ daysAgo: 1, status: 503, calls: 1 }]);
    await makeCalls(foreign.id, [{ calls: 1_000 }]);
    const all = granted(await readOverallUsage(owner, { days: 7 }));
    expect(all.days).toHaveLength(7);
    expect(all.days.slice(-2)).toEqual([
      { day: new Date(today - DAY), ...NO_CALLS, failed: 1, ...NO_MESSAGES },
      { day: new Date(today), ...NO_CALLS, succeeded: 5, refused: 2, ...NO_MESSAGES },
    ]);
    expect(all.operations).toEqual([
      { operation: 'account.read', succeeded: 5, refused: 0, failed: 1 },
      { operation: 'messages.send', succeeded: 0, refused: 2, failed: 0 },
    ]);
    const keysOf = async (input: object) =>
      granted(await listKeyUsage(owner, { days: 7, ...input })).keys.map(
        ({ id, succeeded, refused, failed }) => [id, succeeded, refused, failed],
      );
    expect(await keysOf({})).toEqual([
      [key.id, 5, 2, 0],
      [other.id, 0, 0, 1],
    ]);
    expect(await keysOf({ operation: 'messages.send' })).toEqual([[key.id, 0, 2, 0]]);
    expect(await keysOf({ keyId: other.id })).toEqual([[other.id, 0, 0, 1]]);
    expect(await keysOf({ environment: key.environment === 'live' ? 'sandbox' : 'live' })).toEqual([]);
    expect(await keysOf({ keyId: foreign.id })).toEqual([]);

    const sends = granted(await readOverallUsage(owner, { days: 7, operation: 'messages.send' }));
    expect(sends.days.at(-1)).toMatchObject({ succeeded: 0, refused: 2 });
    expect(sends.operations).toContainEqual({ operation: 'account.read', ...NO_CALLS });
    const ofForeign = granted(await readOverallUsage(owner, { days: 7, keyId: foreign.id }));
    expect(ofForeign).toMatchObject({ keyLabel: null, operations: [] });
    const ofOther = granted(await readOverallUsage(owner, { days: 7, keyId: other.id }));
    expect(ofOther).toMatchObject({ keyLabel: other.label, operations: [{ failed: 1 }] });
  });

  it('count messages and spend by day, key and country, also before the worker has added them', async () => {
    const caller = await makeCaller({ money: 10n * CURRENCY_UNIT });
    const { owner, actor } = caller;
    sent(await sendMessages(actor, { to: '+31612345678', text: 'One' }));
    const [refunded] = sent(await sendMessages(actor, { to: '+32470123456', text: 'Two' }));
    granted(await cancelMessages(actor, { ids: [refunded?.id] }));
    const toNl = { country: 'NL', messages: 1, delivered: 0, undelivered: 0, refunded: 0, spend: 80_000n };
    const toBe = { country: 'BE', messages: 1, delivered: 0, undelivered: 0, refunded: 1, spend: 0n };
    for (const added of [false, true]) {
      while (added && (await applyMessageChanges()) > 0);
      const { days, countries, currency } = granted(
        await readOverallUsage(owner, { days: 7, environment: 'sandbox' }),
      );
      expect(currency).toBe('EUR');
      expect(days.at(-1)).toMatchObject({ messages: 2, refunded: 1, spend: 80_000n });
      expect(countries).toEqual([toBe, toNl]);
      expect(granted(await listKeyUsage(owner, { days: 7 })).keys).toMatchObject([
        { id: actor.keyId, messages: 2, spend: 80_000n },
      ]);
      const nl = granted(await readOverallUsage(owner, { days: 7, environment: 'sandbox', country: 'NL' }));
      expect(nl.days.at(-1)).toMatchObject({ messages: 1, refunded: 0, spend: 80_000n });
      expect(nl.countries).toContainEqual({ country: 'BE', ...NO_MESSAGES });
      const none = granted(await readOverallUsage(owner, { days: 7, country: 'none' }));
      expect(none.days.at(-1)).toMatchObject({ messages: 0, spend: 0n });
      const all = granted(await readOverallUsage(owner, { days: 7 }));
      expect(all.days.at(-1)).toMatchObject({ messages: 2, spend: 0n });
      expect(all.countries).toContainEqual({ ...toNl, spend: 0n });
      const live = granted(await readOverallUsage(owner, { days: 7, environment: 'live' }));
      expect(live).toMatchObject({ countries: [] });
      expect(granted(await readOverallUsage(await makeMember(), {})).countries).toEqual([]);
    }
    expect(await db().messageTotalChange.count({ where: { workspaceId: owner.workspaceId } })).toBe(0);
  });

  it('list the keys in pages', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    await db().$executeRaw`
      INSERT INTO api_keys (id, workspace_id, environment, label, scopes, creation_token, created_by_id, rate_limit)
      SELECT id || n, workspace_id, environment, 'Key ' || n, scopes, id || n, created_by_id, rate_limit
      FROM api_keys, generate_series(1, 24) AS n WHERE id = ${key.id}`;
    const ids = (await db().apiKey.findMany({ where: { workspaceId: owner.workspaceId } })).map(
      ({ id }) => id,
    );
    for (const [index, id] of ids.entries()) await makeCalls(id, [{ calls: 1 + (index % 3) }]);
    const first = granted(await listKeyUsage(owner, {}));
    const second = granted(await listKeyUsage(owner, { cursor: first.nextCursor }));
    const listed = [...first.keys, ...second.keys];
    expect(listed.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(listed.map(({ succeeded }) => succeeded)).toEqual(
      listed
        .map(({ succeeded }) => succeeded)
        .sort()
        .reverse(),
    );
    expect(second.nextCursor).toBeNull();
    expect(await listKeyUsage(owner, { cursor: 'wrong' })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });

  it('are for every role of the workspace, and for periods that the page offers', async () => {
    const { workspaceId } = await makeMember();
    for (const role of ['owner', 'admin', 'developer', 'viewer'] as const) {
      granted(await readOverallUsage(await makeMember(role, { workspaceId }), {}));
      granted(await listKeyUsage(await makeMember(role, { workspaceId }), {}));
    }
    const owner = await makeMember();
    for (const verb of [readOverallUsage, listKeyUsage]) {
      for (const input of [{ days: 8 }, { keyId: 'wrong' }, { country: 'nl' }]) {
        expect(await verb(owner, input)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
      }
      expect(await verb(SYSTEM, {})).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    }
  });
});
