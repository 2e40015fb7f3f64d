import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor, MemberActor } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { listAuditEvents } from '@/lib/domain/audit/list';
import { BATCH, continueBulkAction } from '@/lib/domain/bulk-actions/continue';
import { endBulkAction } from '@/lib/domain/bulk-actions/end';
import { findOpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import { previewRestOfBulkAction } from '@/lib/domain/bulk-actions/preview-rest';
import type { BulkProgress } from '@/lib/domain/bulk-actions/progress';
import { readBulkAction } from '@/lib/domain/bulk-actions/read';
import { startBulkAction } from '@/lib/domain/bulk-actions/start';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import type { Result } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { approvedBy, impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';
import { makeEndpoint } from '@/lib/testing/factories/webhooks';
import { openConnection } from '@/lib/testing/servers/database';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

type Asked = Record<string, unknown>;

const PATIENCE = { timeout: 15_000 };
const EVERYTHING = { filter: {} };
const picked = (...keyIds: string[]) => ({ keyIds });

/** Looks at the impact and confirms it, as the dialog does. */
async function start(actor: Actor, asked: Asked, changes: Asked = {}): Promise<Result<BulkProgress>> {
  const { asOf, fingerprint, confirmation } = granted(await previewBulkAction(actor, asked));
  const typed = confirmation ?? undefined;
  const token = randomUUID();
  return startBulkAction(actor, { ...asked, asOf, fingerprint, token, confirmation: typed, ...changes });
}

async function finish(actor: Actor, { id }: BulkProgress): Promise<BulkProgress> {
  const progress = granted(await continueBulkAction(actor, { bulkActionId: id }));
  return progress.endedAt ? progress : finish(actor, progress);
}

const run = async (actor: Actor, asked: Asked) => finish(actor, granted(await start(actor, asked)));

const stored = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } });

/** The sequence of events of a key, without what only a bulk action adds. */
async function events(targetId: string) {
  const rows = await db().auditEvent.findMany({ where: { targetId }, orderBy: { id: 'asc' } });
  return rows.map(({ action, detail, actorId, address }) => {
    const { bulkActionId: _, ...rest } = detail as Prisma.JsonObject;
    return { action, detail: rest, actorId, address };
  });
}

/** Many keys of a member, past the verb. */
async function makeKeys(actor: MemberActor, count: number, data: Partial<Prisma.ApiKeyCreateManyInput> = {}) {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newId('key'),
    workspaceId: actor.workspaceId,
    environment: 'sandbox' as const,
    label: `Key ${index}`,
    scopes: ['messages.send'],
    creationToken: randomUUID(),
    createdById: actor.userId,
    rateLimit: 120,
    ...data,
  }));
  await db().apiKey.createMany({ data: rows });
  return rows.map(({ id }) => id);
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
    const ended = await run(owner, { ...asked, selection: picked(a, b) });
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
    await run(owner, { kind: 'setExpiry', expiry, selection: picked(...ids) });
    expect((await db().apiKeySecret.findUniqueOrThrow({ where: { id: old.id } })).endsAt).toEqual(expiry);
    await run(owner, { kind: 'revoke', selection: picked(...ids) });
    const told = await db().webhookEvent.findMany({ where: { type: 'api_key.revoked' } });
    expect(told.map(({ subject }) => subject).sort()).toEqual(ids.toSorted());
  });

  it('changes what matched when it was confirmed, batch by batch, and nothing that was created later', async () => {
    const owner = await makeMember();
    const ids = await makeKeys(owner, 2 * BATCH + 5);
    const asked = { kind: 'revoke', selection: EVERYTHING };
    const { asOf, fingerprint } = granted(await previewBulkAction(owner, asked));
    const [beforeStart = ''] = await makeKeys(owner, 1, { createdAt: new Date(Date.parse(asOf) + 1) });
    const confirmed = { ...asked, asOf, fingerprint, token: randomUUID() };
    const started = granted(await startBulkAction(owner, confirmed));
    const [beforeBatch = ''] = await makeKeys(owner, 1);
    expect(started).toMatchObject({ keys: ids.length, done: 0, endedAt: null });
    expect(granted(await findOpenBulkAction(owner))).toMatchObject(started);
    const first = granted(await continueBulkAction(owner, { bulkActionId: started.id }));
    expect(first).toMatchObject({ done: BATCH, changed: BATCH, endedAt: null });
    // Confirming twice starts nothing.
    expect(granted(await startBulkAction(owner, confirmed))).toEqual(first);
    expect(await finish(owner, started)).toMatchObject({ done: ids.length, changed: ids.length });
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
    const ids = await makeKeys(owner, 2 * BATCH);
    const { id: bulkActionId } = granted(await start(owner, { kind: 'disable', selection: EVERYTHING }));
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
    const [kept = '', ...ids] = await makeKeys(owner, 3);
    await makeKeys(owner, 1, { environment: 'live' });
    const selection = { filter: { environment: 'sandbox' }, except: [kept] };
    expect(await run(owner, { kind: 'disable', selection })).toMatchObject({ keys: 2, changed: 2 });
    expect((await stored(kept)).disabledAt).toBeNull();
    for (const id of ids) expect((await stored(id)).disabledAt).not.toBeNull();
  });

  it('says which keys it left as they are, and why', async () => {
    const owner = await makeMember();
    const full = Array.from({ length: 100 }, (_, index) => ({ network: `198.51.100.${index}/32`, note: '' }));
    const [fullId = ''] = await makeKeys(owner, 1, { label: 'Full', allowlist: full });
    const within = [{ network: '203.0.113.0/24', note: '' }];
    const [withinId = ''] = await makeKeys(owner, 1, { label: 'Within', allowlist: within });
    const [revokedId = ''] = await makeKeys(owner, 1, { label: 'Revoked', revokedAt: now() });
    const [changedId = ''] = await makeKeys(owner, 1, { label: 'Changed' });
    const [elsewhereId = ''] = await makeKeys(owner, 1, { label: 'Elsewhere' });
    const selection = picked(fullId, withinId, revokedId, changedId, elsewhereId);
    const asked = { kind: 'addNetwork', entry: { network: '203.0.113.7' }, selection };
    expect(granted(await previewBulkAction(owner, asked))).toMatchObject({
      sandbox: 2,
      live: 0,
      narrowed: { keys: 2 },
      stopped: null,
    });
    const started = granted(await start(owner, asked));
    granted(await setAllowlist(owner, { keyId: elsewhereId, allowlist: [{ network: '192.0.2.1' }] }));
    const ended = await finish(owner, started);
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
    const ids = await makeKeys(owner, BATCH + 2);
    const asked = { kind: 'setExpiry', expiry: new Date('2027-06-01T00:00:00Z'), selection: EVERYTHING };
    const { id: bulkActionId } = granted(await start(owner, asked));
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
    const ids = await makeKeys(owner, BATCH + 1);
    const { id: bulkActionId } = granted(await start(owner, { kind: 'disable', selection: EVERYTHING }));
    granted(await continueBulkAction(owner, { bulkActionId }));
    const ended = granted(await endBulkAction(colleague, { bulkActionId }));
    expect(ended).toMatchObject({ done: BATCH, keys: BATCH + 1, endedAt: expect.any(Date) });
    expect(granted(await continueBulkAction(owner, { bulkActionId }))).toEqual(ended);
    expect(await db().apiKey.count({ where: { id: { in: ids }, disabledAt: null } })).toBe(1);
  });

  it('goes on for a day after it was confirmed, and not longer', async () => {
    const owner = await makeMember();
    await makeKeys(owner, 1);
    const { id: bulkActionId } = granted(await start(owner, { kind: 'revoke', selection: EVERYTHING }));
    onTestFinished(() => setClockOffset(0));
    setClockOffset(DAY + 1_000);
    const late = { refusal: { code: 'CONFLICT' } };
    expect(await continueBulkAction(owner, { bulkActionId })).toMatchObject(late);
    expect(await endBulkAction(owner, { bulkActionId })).toMatchObject(late);
    expect(granted(await findOpenBulkAction(owner))).toBeNull();
  });
});

describe('the impact of a bulk action', () => {
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

  it('asks to type what happens if live calls would stop, and the verb checks it', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { environment: 'live' });
    await makeCalls(key.id, [{ calls: 1, address: '203.0.113.7' }]);
    const selection = picked(key.id);
    for (const [asked, phrase] of [
      [{ kind: 'disable' }, 'disable 1 key'],
      [{ kind: 'revoke' }, 'revoke 1 key'],
      [{ kind: 'setExpiry', expiry: '30d' }, 'expire 1 key'],
      [{ kind: 'addNetwork', entry: { network: '192.0.2.1' } }, 'restrict 1 key'],
    ] as const) {
      for (const confirmation of [undefined, 'yes']) {
        expect(await start(owner, { ...asked, selection }, { confirmation })).toMatchObject({
          refusal: { code: 'INVALID_REQUEST', fields: { confirmation: expect.stringContaining(phrase) } },
        });
      }
    }
    const harmless = { kind: 'addNetwork', entry: { network: '203.0.113.0/24' }, selection };
    expect(granted(await previewBulkAction(owner, harmless)).confirmation).toBeNull();
    granted(await start(owner, harmless));
    expect(await db().bulkAction.count({ where: { workspaceId: owner.workspaceId } })).toBe(1);
  });

  it('counts the expired keys that would work again', async () => {
    const owner = await makeMember();
    await makeKeys(owner, 2, { expiresAt: new Date(now().getTime() - DAY) });
    await makeKeys(owner, 1);
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

describe('startBulkAction refuses', () => {
  it('keys of another workspace, and finds the own ones', async () => {
    const [owner, stranger] = [await makeMember(), await makeMember()];
    const { key: foreign } = await makeKey(stranger);
    const { key } = await makeKey(owner);
    const unknown = { refusal: { code: 'NOT_FOUND' } };
    const asked = { kind: 'revoke', selection: picked(key.id, foreign.id) };
    expect(await previewBulkAction(owner, asked)).toMatchObject(unknown);
    const confirmed = { ...asked, asOf: now().toISOString(), fingerprint: '', token: randomUUID() };
    expect(await startBulkAction(owner, confirmed)).toMatchObject(unknown);
    const own = granted(await start(owner, { kind: 'revoke', selection: EVERYTHING }));
    expect(own.keys).toBe(1);
    for (const verb of [continueBulkAction, endBulkAction, readBulkAction]) {
      expect(await verb(stranger, { bulkActionId: own.id })).toMatchObject(unknown);
    }
    expect(granted(await findOpenBulkAction(stranger))).toBeNull();
    expect((await stored(key.id)).revokedAt).toBeNull();
    expect((await stored(foreign.id)).revokedAt).toBeNull();
    await finish(owner, own);
    expect((await stored(key.id)).revokedAt).not.toBeNull();
  });

  it('if other keys match than those whose impact was shown', async () => {
    const owner = await makeMember();
    const [first = ''] = await makeKeys(owner, 3);
    const asked = { kind: 'disable', selection: { filter: { filter: 'active' } } };
    const { asOf, fingerprint } = granted(await previewBulkAction(owner, asked));
    granted(await disableApiKey(owner, { keyId: first }));
    const confirmed = { ...asked, asOf, fingerprint, token: randomUUID() };
    expect(await startBulkAction(owner, confirmed)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    expect(await db().bulkAction.count({ where: { workspaceId: owner.workspaceId } })).toBe(0);
  });

  it('if none of the keys would change, or no key matches', async () => {
    const owner = await makeMember();
    await makeKeys(owner, 2, { revokedAt: now() });
    const selection = { filter: { filter: 'all' } };
    const conflict = { refusal: { code: 'CONFLICT' } };
    expect(await start(owner, { kind: 'revoke', selection })).toMatchObject(conflict);
    const none = { kind: 'revoke', selection: { filter: { search: 'nothing' } } };
    expect(await previewBulkAction(owner, none)).toMatchObject(conflict);
  });

  it.each([
    [{ kind: 'setExpiry', expiry: new Date(0) }, 'expiry'],
    [{ kind: 'addNetwork' }, 'entry.network'],
    [{ kind: 'addNetwork', entry: { network: '0.0.0.0/0' } }, 'entry.network'],
    [{ kind: 'rename' }, 'kind'],
  ])('%j', async (asked, field) => {
    const owner = await makeMember();
    const [id = ''] = await makeKeys(owner, 1);
    expect(await previewBulkAction(owner, { ...asked, selection: picked(id) })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
    });
  });
});

describe('who may change one key may change many', () => {
  it('leaves the live keys to the admins', async () => {
    const owner = await makeMember();
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const [live = ''] = await makeKeys(owner, 1, { environment: 'live' });
    const [sandbox = ''] = await makeKeys(owner, 1);
    const asked = { kind: 'revoke', selection: picked(live, sandbox) };
    expect(granted(await previewBulkAction(developer, asked))).toMatchObject({
      live: 0,
      sandbox: 1,
      others: [{ outcome: 'not_permitted', keys: 1 }],
      notPermitted: expect.stringContaining('Your role may not'),
    });
    const started = granted(await start(developer, asked));
    expect(started).toMatchObject({ done: 1, others: [{ outcome: 'not_permitted', keys: 1 }] });
    // Somebody who may do more changes no other keys.
    expect(await finish(owner, started)).toMatchObject({
      changed: 1,
      others: [{ outcome: 'not_permitted', keys: 1 }],
    });
    expect((await stored(live)).revokedAt).toBeNull();
    expect(await start(developer, { ...asked, selection: picked(live) })).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
  });

  it('neither continues nor ends what somebody else confirmed, without the permission for each key that waits', async () => {
    const owner = await makeMember();
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const impersonation = await makeImpersonation(await makeStaff(), owner, approvedBy(owner));
    const support = impersonate(owner, impersonation, 'act');
    const [live = ''] = await makeKeys(owner, 1, { environment: 'live' });
    const [sandbox = ''] = await makeKeys(owner, 1);
    const asked = { kind: 'setExpiry', expiry: '30d', selection: picked(live, sandbox) };
    const started = granted(await start(owner, asked));
    for (const [actor, code] of [
      [developer, 'FORBIDDEN'],
      [support, 'NOT_FOR_SUPPORT'],
    ] as const) {
      for (const verb of [continueBulkAction, endBulkAction]) {
        expect(await verb(actor, { bulkActionId: started.id })).toMatchObject({ refusal: { code } });
      }
    }
    expect(granted(await findOpenBulkAction(developer))).toMatchObject({
      ...started,
      environments: ['live', 'sandbox'],
    });
    expect(await finish(owner, started)).toMatchObject({ changed: 2, others: [] });

    const ofSandbox = granted(await start(owner, { kind: 'disable', selection: picked(sandbox) }));
    expect(await finish(developer, ofSandbox)).toMatchObject({ changed: 1 });
  });

  it('goes on with an own action that has keys of others, also revoked ones', async () => {
    const owner = await makeMember();
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const [live = ''] = await makeKeys(owner, 1, { environment: 'live', revokedAt: now() });
    const [sandbox = ''] = await makeKeys(owner, 1);
    const ended = await run(developer, { kind: 'revoke', selection: picked(live, sandbox) });
    expect(ended).toMatchObject({ changed: 1, others: [{ outcome: 'revoked', keys: 1 }] });
  });

  it('lets support look, act with consent, and never do what it may not do to one key', async () => {
    const owner = await makeMember();
    const [id = ''] = await makeKeys(owner, 1);
    const agent = await makeStaff();
    const impersonation = await makeImpersonation(agent, owner, approvedBy(owner));
    const viewing = impersonate(owner, impersonation, 'view');
    const acting = impersonate(owner, impersonation, 'act');
    const revoke = { kind: 'revoke', selection: picked(id) };
    expect(await start(viewing, revoke)).toMatchObject({ refusal: { code: 'VIEW_ONLY' } });
    expect(await start(acting, { ...revoke, kind: 'setExpiry', expiry: '30d' })).toMatchObject({
      refusal: { code: 'NOT_FOR_SUPPORT' },
    });
    const started = granted(await start(acting, revoke));
    expect(await continueBulkAction(viewing, { bulkActionId: started.id })).toMatchObject({
      refusal: { code: 'VIEW_ONLY' },
    });
    expect(await finish(acting, started)).toMatchObject({ changed: 1 });
    expect(await db().auditEvent.findFirst({ where: { targetId: id } })).toMatchObject({
      action: 'api_key.revoke',
      actorId: agent.userId,
      impersonationId: impersonation.id,
    });
  });
});

describe('a batch waits without locks of keys', () => {
  it('for a call of a key that changes another key', async () => {
    const owner = await makeMember();
    const [changed = '', calling = ''] = (await makeKeys(owner, 2)).sort();
    const { id: bulkActionId } = granted(await start(owner, { kind: 'disable', selection: EVERYTHING }));
    const call = await openConnection();
    await call.query('BEGIN');
    await call.query('SELECT 1 FROM workspaces WHERE id = $1 FOR NO KEY UPDATE', [owner.workspaceId]);
    await call.query('SELECT 1 FROM api_keys WHERE id = $1 FOR SHARE', [calling]);
    const batch = continueBulkAction(owner, { bulkActionId });
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), PATIENCE);
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
    for (const id of ids) await makeKeys(owner, 1, { id });
    const { id: bulkActionId } = granted(await start(owner, { kind: 'disable', selection: EVERYTHING }));
    const report = await openConnection();
    await report.query('BEGIN');
    await report.query('SELECT 1 FROM api_keys WHERE id = $1 FOR NO KEY UPDATE', [earlier]);
    const batch = continueBulkAction(owner, { bulkActionId });
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), PATIENCE);
    await report.query('SELECT 1 FROM api_keys WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [later]);
    await report.query('COMMIT');
    await report.end();
    expect(granted(await batch)).toMatchObject({ changed: 2 });
  });
});
