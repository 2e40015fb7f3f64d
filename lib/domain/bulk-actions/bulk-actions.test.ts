import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { MemberActor } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { listAuditEvents } from '@/lib/domain/audit/list';
import { BATCH, continueBulkAction } from '@/lib/domain/bulk-actions/continue';
import { endBulkAction } from '@/lib/domain/bulk-actions/end';
import { findOpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import { previewRestOfBulkAction } from '@/lib/domain/bulk-actions/preview-rest';
import { readBulkAction } from '@/lib/domain/bulk-actions/read';
import { startBulkAction } from '@/lib/domain/bulk-actions/start';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import type { Result } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import {
  type Asked,
  EVERYTHING,
  finishBulk,
  picked,
  runBulk,
  startBulk,
} from '@/lib/testing/factories/bulk-actions';
import { makeManyKeys } from '@/lib/testing/factories/many-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeEndpoint } from '@/lib/testing/factories/webhooks';
import { openConnection } from '@/lib/testing/servers/database';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

const stored = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } });

/** The sequence of events of a key, without what only a bulk action adds. */
async function events(targetId: string) {
  const rows = await db().auditEvent.findMany({ where: { targetId }, orderBy: { id: 'asc' } });
  return rows.map(({ action, detail, actorId, address }) => {
    const { bulkActionId: _, ...rest } = detail as Prisma.JsonObject;
    return { action, detail: rest, actorId, address };
  });
}

describe('a bulk action', () => {
  it.each<[string, Asked, (owner: MemberActor, keyId: string) => Promise<Result<unknown>>]>([
    ['disables', { kind: 'disable' }, (owner, keyId) => disableApiKey(owner, { keyId })],
    ['revokes', { kind: 'revoke' }, (owner, keyId) => revokeApiKey(owner, { keyId })],
    [
      'sets the expiry of',
      { kind: 'setExpiry', expiry: new Date('2027-06-01T00:00:00Z') },
      (owner, keyId) => setExpiry(owner, { keyId, expiry: new Date('2027-06-01T00:00:00Z') }),
    ],
    [
      'allows an address for',
      { kind: 'addNetwork', entry: { network: '203.0.113.7', note: 'Office' } },
      (owner, keyId) =>
        setAllowlist(owner, { keyId, allowlist: [{ network: '203.0.113.7', note: 'Office' }] }),
    ],
  ])('%s each key as the verb for one key does, with the same event', async (_, asked, single) => {
    const owner = await makeMember();
    const make = async (label: string) => (await makeKey(owner, { label, environment: 'live' })).key.id;
    const [one, a, b] = [await make('Same'), await make('Same'), await make('Same')];
    granted(await single(owner, one));
    const ended = await runBulk(owner, { ...asked, selection: picked(a, b) });
    expect(ended).toMatchObject({ keys: 2, done: 2, changed: 2, others: [] });
    const settings = async (id: string) => {
      const { expiresAt, disabledAt, revokedAt, revokedById, allowlist } = await stored(id);
      return { expiresAt, isDisabled: !!disabledAt, isRevoked: !!revokedAt, revokedById, allowlist };
    };
    for (const id of [a, b]) {
      expect(await settings(id)).toEqual(await settings(one));
      expect(await events(id)).toEqual(await events(one));
    }
    const { id: bulkActionId } = ended;
    expect(
      await db().auditEvent.count({
        where: { targetId: { in: [a, b] }, detail: { path: ['bulkActionId'], equals: bulkActionId } },
      }),
    ).toBe(2);
    expect(
      await db().auditEvent.findMany({ where: { targetId: bulkActionId }, orderBy: { id: 'asc' } }),
    ).toMatchObject([
      { action: 'api_key.start_bulk_action', workspaceId: owner.workspaceId, detail: { keys: 2, live: 2 } },
      { action: 'api_key.end_bulk_action', detail: { changed: 2 } },
    ]);
    const { events: shown } = granted(await listAuditEvents(owner, {}));
    expect(shown.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringMatching(/“Same”.*, with other keys in one bulk action$/),
    );
  });

  it('tells the webhooks of each revoked key, and ends old secrets with the key', async () => {
    const owner = await makeMember();
    await makeEndpoint(owner);
    const ids = [(await makeKey(owner)).key.id, (await makeKey(owner)).key.id];
    const [rotating = ''] = ids;
    const { apiKeyId, masked } = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: rotating } });
    const old = { apiKeyId, masked, replacedAt: now(), id: newId('sec'), hash: Buffer.from(newId('sec')) };
    await db().apiKeySecret.create({ data: old });
    const expiry = new Date(now().getTime() + DAY);
    await runBulk(owner, { kind: 'setExpiry', expiry, selection: picked(...ids) });
    expect((await db().apiKeySecret.findUniqueOrThrow({ where: { id: old.id } })).endsAt).toEqual(expiry);
    await runBulk(owner, { kind: 'revoke', selection: picked(...ids) });
    const { workspaceId } = owner;
    const told = await db().webhookEvent.findMany({ where: { workspaceId, type: 'api_key.revoked' } });
    expect(told.map(({ subject }) => subject).sort()).toEqual(ids.toSorted());
  });

  it('changes what matched when it was confirmed, batch by batch, and nothing that was created later', async () => {
    const owner = await makeMember();
    const ids = await makeManyKeys(owner, 2 * BATCH + 5);
    const asked = { kind: 'revoke', selection: EVERYTHING };
    const { asOf, fingerprint } = granted(await previewBulkAction(owner, asked));
    const [beforeStart = ''] = await makeManyKeys(owner, 1, { createdAt: new Date(Date.parse(asOf) + 1) });
    const confirmed = { ...asked, asOf, fingerprint, token: randomUUID() };
    const started = granted(await startBulkAction(owner, confirmed));
    const [beforeBatch = ''] = await makeManyKeys(owner, 1);
    expect(started).toMatchObject({ keys: ids.length, done: 0, endedAt: null });
    expect(granted(await findOpenBulkAction(owner))).toMatchObject(started);
    const first = granted(await continueBulkAction(owner, { bulkActionId: started.id }));
    expect(first).toMatchObject({ done: BATCH, changed: BATCH, endedAt: null });
    // Confirming twice starts nothing.
    expect(granted(await startBulkAction(owner, confirmed))).toEqual(first);
    expect(await finishBulk(owner, started)).toMatchObject({ done: ids.length, changed: ids.length });
    expect(granted(await findOpenBulkAction(owner))).toBeNull();
    for (const id of [beforeStart, beforeBatch]) expect((await stored(id)).revokedAt).toBeNull();
    expect(await db().apiKey.count({ where: { id: { in: ids }, revokedAt: null } })).toBe(0);
    // Running it again changes nothing.
    const again = granted(await continueBulkAction(owner, { bulkActionId: started.id }));
    expect(again).toMatchObject({ done: ids.length, endedAt: expect.any(Date) });
    expect(await db().auditEvent.count({ where: { targetId: { in: ids } } })).toBe(ids.length);
  });

  it('changes no key twice if several people continue it at once', async () => {
    const owner = await makeMember();
    const ids = await makeManyKeys(owner, 2 * BATCH);
    const { id: bulkActionId } = granted(await startBulk(owner, { kind: 'disable', selection: EVERYTHING }));
    const people = [owner];
    for (let made = 0; made < 3; made++) {
      people.push(await makeMember('admin', { workspaceId: owner.workspaceId }));
    }
    const batches = await Promise.all(people.map((person) => continueBulkAction(person, { bulkActionId })));
    expect(batches.map((batch) => granted(batch).done).sort()).toEqual([
      BATCH,
      ids.length,
      ids.length,
      ids.length,
    ]);
    expect(await db().auditEvent.count({ where: { targetId: { in: ids } } })).toBe(ids.length);
    const ended = { targetId: bulkActionId, action: 'api_key.end_bulk_action' };
    expect(await db().auditEvent.count({ where: ended })).toBe(1);
  });

  it('leaves out keys of everything that matches', async () => {
    const owner = await makeMember();
    const [kept = '', ...ids] = await makeManyKeys(owner, 3);
    await makeManyKeys(owner, 1, { environment: 'live' });
    const selection = { filter: { environment: 'sandbox' }, except: [kept] };
    expect(await runBulk(owner, { kind: 'disable', selection })).toMatchObject({ keys: 2, changed: 2 });
    expect((await stored(kept)).disabledAt).toBeNull();
    for (const id of ids) expect((await stored(id)).disabledAt).not.toBeNull();
  });

  it('says which keys it left as they are, and why', async () => {
    const owner = await makeMember();
    const full = Array.from({ length: 100 }, (_, index) => ({ network: `198.51.100.${index}/32`, note: '' }));
    const [fullId = ''] = await makeManyKeys(owner, 1, { label: 'Full', allowlist: full });
    const within = [{ network: '203.0.113.0/24', note: '' }];
    const [withinId = ''] = await makeManyKeys(owner, 1, { label: 'Within', allowlist: within });
    const [revokedId = ''] = await makeManyKeys(owner, 1, { label: 'Revoked', revokedAt: now() });
    const [changedId = ''] = await makeManyKeys(owner, 1, { label: 'Changed' });
    const [elsewhereId = ''] = await makeManyKeys(owner, 1, { label: 'Elsewhere' });
    const selection = picked(fullId, withinId, revokedId, changedId, elsewhereId);
    const asked = { kind: 'addNetwork', entry: { network: '203.0.113.7' }, selection };
    expect(granted(await previewBulkAction(owner, asked))).toMatchObject({
      sandbox: 2,
      live: 0,
      narrowed: { keys: 2 },
      stopped: null,
    });
    const started = granted(await startBulk(owner, asked));
    granted(await setAllowlist(owner, { keyId: elsewhereId, allowlist: [{ network: '192.0.2.1' }] }));
    const ended = await finishBulk(owner, started);
    expect(ended).toMatchObject({ keys: 5, done: 5, changed: 1 });
    const { named } = granted(await readBulkAction(owner, { bulkActionId: started.id }));
    expect(Object.fromEntries(named.map(({ label, outcome }) => [label, outcome]))).toEqual({
      Full: 'list_full',
      Within: 'unchanged',
      Revoked: 'revoked',
      Elsewhere: 'changed_elsewhere',
    });
    expect((await stored(elsewhereId)).allowlist).toEqual([{ network: '192.0.2.1/32', note: '' }]);
  });

  it('says what it is, who confirmed it, and what the rest would do', async () => {
    const owner = await makeMember();
    const colleague = await makeMember('admin', { workspaceId: owner.workspaceId });
    const ids = await makeManyKeys(owner, BATCH + 2);
    const asked = { kind: 'setExpiry', expiry: new Date('2027-06-01T00:00:00Z'), selection: EVERYTHING };
    const { id: bulkActionId } = granted(await startBulk(owner, asked));
    granted(await continueBulkAction(owner, { bulkActionId }));
    const [changed = ''] = ids.toSorted().slice(-1);
    granted(await setExpiry(owner, { keyId: changed, expiry: '30d' }));
    const { name } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
    expect(granted(await findOpenBulkAction(colleague))).toMatchObject({
      change: { kind: 'setExpiry', expiresAt: asked.expiry },
      startedBy: { kind: 'member', name },
    });
    expect(granted(await previewRestOfBulkAction(colleague, { bulkActionId }))).toMatchObject({
      live: 0,
      sandbox: 1,
      others: [{ outcome: 'changed_elsewhere', keys: 1 }],
      stopped: { keys: 1 },
    });
    const unknown = { refusal: { code: 'NOT_FOUND' } };
    expect(await previewRestOfBulkAction(await makeMember(), { bulkActionId })).toMatchObject(unknown);
    granted(await endBulkAction(colleague, { bulkActionId }));
    expect(await previewRestOfBulkAction(owner, { bulkActionId })).toMatchObject(unknown);
  });

  it('can be ended by anybody who may continue it, and what was done stays', async () => {
    const owner = await makeMember();
    const colleague = await makeMember('admin', { workspaceId: owner.workspaceId });
    const ids = await makeManyKeys(owner, BATCH + 1);
    const { id: bulkActionId } = granted(await startBulk(owner, { kind: 'disable', selection: EVERYTHING }));
    granted(await continueBulkAction(owner, { bulkActionId }));
    const ended = granted(await endBulkAction(colleague, { bulkActionId }));
    expect(ended).toMatchObject({ done: BATCH, keys: BATCH + 1, endedAt: expect.any(Date) });
    expect(granted(await continueBulkAction(owner, { bulkActionId }))).toEqual(ended);
    expect(await db().apiKey.count({ where: { id: { in: ids }, disabledAt: null } })).toBe(1);
  });

  it('goes on for a day after it was confirmed, and not longer', async () => {
    const owner = await makeMember();
    await makeManyKeys(owner, 1);
    const { id: bulkActionId } = granted(await startBulk(owner, { kind: 'revoke', selection: EVERYTHING }));
    onTestFinished(() => setClockOffset(0));
    setClockOffset(DAY + 1_000);
    const late = { refusal: { code: 'CONFLICT' } };
    expect(await continueBulkAction(owner, { bulkActionId })).toMatchObject(late);
    expect(await endBulkAction(owner, { bulkActionId })).toMatchObject(late);
    expect(granted(await findOpenBulkAction(owner))).toBeNull();
  });
});

const PATIENCE = { timeout: 15_000 };

describe('a batch waits without locks of keys', () => {
  it('for a call of a key that changes another key', async () => {
    const owner = await makeMember();
    const [changed = '', calling = ''] = (await makeManyKeys(owner, 2)).sort();
    const { id: bulkActionId } = granted(await startBulk(owner, { kind: 'disable', selection: EVERYTHING }));
    const call = await openConnection();
    await call.query('BEGIN');
    await call.query('SELECT 1 FROM workspaces WHERE id = $1 FOR NO KEY UPDATE', [owner.workspaceId]);
    await call.query('SELECT 1 FROM api_keys WHERE id = $1 FOR SHARE', [calling]);
    const batch = continueBulkAction(owner, { bulkActionId });
    await expect.poll(waitingForLocks, PATIENCE).toBe(1);
    await call.query('SELECT 1 FROM api_keys WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [changed]);
    await call.query('COMMIT');
    await call.end();
    expect(granted(await batch)).toMatchObject({ changed: 2 });
  });

  it('for a report of leaked keys, which locks them in the order of code units', async () => {
    const owner = await makeMember();
    const ids = [newId('key'), newId('key')].map(
      (id, index) => `${id.slice(0, 4)}${'aB'[index]}${id.slice(5)}`,
    );
    const [later = '', earlier = ''] = ids;
    for (const id of ids) await makeManyKeys(owner, 1, { id });
    const { id: bulkActionId } = granted(await startBulk(owner, { kind: 'disable', selection: EVERYTHING }));
    const report = await openConnection();
    await report.query('BEGIN');
    await report.query('SELECT 1 FROM api_keys WHERE id = $1 FOR NO KEY UPDATE', [earlier]);
    const batch = continueBulkAction(owner, { bulkActionId });
    await expect.poll(waitingForLocks, PATIENCE).toBe(1);
    await report.query('SELECT 1 FROM api_keys WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [later]);
    await report.query('COMMIT');
    await report.end();
    expect(granted(await batch)).toMatchObject({ changed: 2 });
  });
});
