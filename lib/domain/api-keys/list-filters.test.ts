import { describe, expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { MemberActor } from '@/lib/domain/actor';
import { readKeyFilterOptions } from '@/lib/domain/api-keys/filter-options';
import { KEY_SORTS } from '@/lib/domain/api-keys/filters';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const daysFromNow = (days: number) => new Date(now().getTime() + days * DAY);

/** A key as it is after the changes. */
async function keep(
  actor: MemberActor,
  label: string,
  data: Prisma.ApiKeyUncheckedUpdateInput = {},
  usedDaysAgo?: number,
) {
  const { key } = await makeKey(actor, { label });
  await db().apiKey.update({ where: { id: key.id }, data });
  if (usedDaysAgo !== undefined) {
    await db().apiKeyLastUse.create({ data: { apiKeyId: key.id, at: daysFromNow(-usedDaysAgo) } });
  }
  return key;
}

async function find(actor: MemberActor, input: Record<string, unknown>): Promise<string[]> {
  const page = granted(await listApiKeys(actor, { filter: 'all', sort: 'label', ...input }));
  expect(page.total).toBe(page.keys.length);
  return page.keys.map(({ label }) => label);
}

describe('the filters of the list', () => {
  it.each<[Record<string, string>, string[]]>([
    [{ filter: 'current' }, ['active', 'disabled', 'ended', 'ending', 'later', 'old', 'stranger']],
    [{ filter: 'active' }, ['active', 'ending', 'later', 'old', 'stranger']],
    [{ filter: 'disabled' }, ['disabled']],
    [{ filter: 'expiring' }, ['ending']],
    [{ filter: 'expired' }, ['ended']],
    [{ filter: 'revoked' }, ['revoked']],
    [{ environment: 'live' }, ['old']],
    [{ scope: 'messages.read' }, ['active', 'later']],
    [{ expires: 'never' }, ['active', 'disabled', 'old', 'revoked', 'stranger']],
    [{ expires: 'soon' }, ['ending']],
    [{ expires: 'past' }, ['ended']],
    [{ used: 'never' }, ['disabled', 'ended', 'ending', 'later', 'revoked', 'stranger']],
    [{ used: 'idle' }, ['old']],
    [{ limits: 'some' }, ['active', 'later', 'old']],
    [{ limits: 'none' }, ['disabled', 'ended', 'ending', 'revoked', 'stranger']],
    [{ tag: 'eu' }, ['later', 'old']],
    [{ tag: 'EU' }, ['later', 'old']],
    [{ owner: 'Payments' }, ['old']],
    [{ tag: 'eu', used: 'never' }, ['later']],
    [{ search: 'pay' }, ['old']],
    [{ search: 'EU later' }, ['later']],
    [{ search: 'other' }, ['stranger']],
    [{ search: 'other old' }, []],
  ])('%j finds %j', async (filter, labels) => {
    const actor = await makeMember();
    const other = await makeMember('developer', { workspaceId: actor.workspaceId });
    await db().user.update({ where: { id: other.userId }, data: { name: 'Other Person' } });
    await keep(actor, 'active', { scopes: ['*'], countries: ['NL'] }, 1);
    await keep(actor, 'disabled', { disabledAt: now() });
    await keep(actor, 'ended', { expiresAt: daysFromNow(-1), disabledAt: now() });
    await keep(actor, 'ending', { expiresAt: daysFromNow(13) });
    await keep(actor, 'later', {
      expiresAt: daysFromNow(31),
      scopes: ['messages.read'],
      senders: ['Acme'],
      tags: ['de', 'eu'],
    });
    await keep(actor, 'old', { environment: 'live', spendPerDay: 1n, owner: 'Payments', tags: ['eu'] }, 91);
    await keep(actor, 'revoked', { revokedAt: now() });
    await keep(other, 'stranger');
    await keep(await makeMember(), 'foreign', { owner: 'Payments', tags: ['eu'] });
    expect(await find(actor, filter)).toEqual(labels);
  });

  it('finds the keys of one member, and offers the creators, owners and tags of the workspace alone', async () => {
    const actor = await makeMember();
    const other = await makeMember('developer', { workspaceId: actor.workspaceId });
    const stranger = await makeMember();
    await keep(actor, 'mine', { owner: 'B', tags: ['x', 'y'] });
    await keep(other, 'theirs', { owner: 'A', tags: ['x'] });
    await keep(stranger, 'foreign', { owner: 'C', tags: ['z'] });
    expect(await find(actor, { creator: other.userId })).toEqual(['theirs']);
    expect(await find(actor, { creator: stranger.userId })).toEqual([]);
    const options = granted(await readKeyFilterOptions(actor));
    expect(options.creators.map(({ id }) => id).sort()).toEqual([actor.userId, other.userId].sort());
    expect(options).toMatchObject({ owners: ['A', 'B'], tags: ['x', 'y'] });
  });

  it('finds a key by the label of the key that created it, and by words in any case', async () => {
    const actor = await makeMember();
    const { id } = await keep(actor, 'Straße des Deployers');
    await keep(actor, 'made', { createdByKeyId: id, owner: 'ÉQUIPE', tags: ['a_b'] });
    await keep(await makeMember(), 'foreign', { createdByKeyId: id });
    expect(await find(actor, { search: 'deployer' })).toEqual(['made', 'Straße des Deployers']);
    expect(await find(actor, { search: 'équipe STRASSE' })).toEqual([]);
    expect(await find(actor, { search: 'équipe STRAßE' })).toEqual(['made']);
    expect(await find(actor, { search: 'A_B' })).toEqual(['made']);
    expect(await find(actor, { search: 'axb' })).toEqual([]);
  });

  it('finds a key by the start of its id, as the list shows it', async () => {
    const actor = await makeMember();
    const { id } = await keep(actor, 'shown');
    await keep(actor, 'other');
    expect(await find(actor, { search: `${id.slice(0, 12)}…` })).toEqual(['shown']);
    expect(await find(actor, { search: id.slice(0, 12) })).toEqual(['shown']);
  });

  it.each(['filter', 'environment', 'expires', 'used', 'limits', 'sort'])(
    'refuses an unknown %s',
    async (field) => {
      const actor = await makeMember();
      expect(await listApiKeys(actor, { [field]: 'nonsense' })).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
      });
    },
  );
});

describe('the orders of the list', () => {
  it.each(KEY_SORTS)('%s returns each key once, and the other direction is the reverse', async (sort) => {
    const actor = await makeMember();
    for (let made = 0; made < 9; made++) {
      const usedDaysAgo = made % 3 === 0 ? undefined : made % 3;
      const data = {
        expiresAt: made % 2 ? null : daysFromNow(made - 3),
        scopes: ['messages.send', 'messages.read'].slice(made % 2),
        revokedAt: made === 4 ? now() : null,
      };
      await keep(actor, `Key ${made % 4}`, data, usedDaysAgo);
    }
    let lastPage = granted(await listApiKeys(actor, { filter: 'all', sort }));
    expect(lastPage).toMatchObject({ nextCursor: null, previousCursor: null });
    const read = async (by: string) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = granted(await listApiKeys(actor, { filter: 'all', sort: by, limit: 2, cursor }));
        expect(page).toMatchObject({ total: 9, before: ids.length });
        ids.push(...page.keys.map(({ id }) => id));
        if (by === sort) lastPage = page;
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return ids;
    };
    const readBack = async (by: string, from: string | null) => {
      const ids: string[] = [];
      const places: number[] = [];
      for (let cursor = from; cursor; ) {
        const page = granted(await listApiKeys(actor, { filter: 'all', sort: by, limit: 2, cursor }));
        expect(page).toMatchObject({ total: 9, nextCursor: expect.any(String) });
        ids.unshift(...page.keys.map(({ id }) => id));
        places.unshift(page.before);
        cursor = page.previousCursor;
      }
      return { ids, places };
    };
    const ids = await read(sort);
    const { ids: back, places } = await readBack(sort, lastPage.previousCursor);
    expect(back).toEqual(ids.slice(0, 8));
    expect(places).toEqual([0, 2, 4, 6]);
    expect(new Set(ids).size).toBe(9);
    expect(await read(sort.startsWith('-') ? sort.slice(1) : `-${sort}`)).toEqual(ids.toReversed());
  });

  it('sorts by what the columns show', async () => {
    const actor = await makeMember();
    await keep(actor, 'beta', { expiresAt: daysFromNow(2), scopes: ['*'] }, 5);
    await keep(actor, 'Alpha', { disabledAt: now(), environment: 'live' }, 1);
    await keep(actor, 'gamma', { expiresAt: daysFromNow(1), scopes: ['messages.send', 'messages.read'] });
    expect(await find(actor, { sort: 'label' })).toEqual(['Alpha', 'beta', 'gamma']);
    expect(await find(actor, { sort: 'expires' })).toEqual(['gamma', 'beta', 'Alpha']);
    expect(await find(actor, { sort: '-used' })).toEqual(['Alpha', 'beta', 'gamma']);
    expect(await find(actor, { sort: '-scopes' })).toEqual(['beta', 'gamma', 'Alpha']);
    expect((await find(actor, { sort: '-status' }))[0]).toBe('Alpha');
    expect((await find(actor, { sort: 'environment' }))[0]).toBe('Alpha');
    expect(await find(actor, { sort: 'created' })).toEqual(['beta', 'Alpha', 'gamma']);
  });

  it('begins with a full page if fewer keys are before it', async () => {
    const actor = await makeMember();
    for (const label of ['b', 'c', 'd', 'e']) await keep(actor, label);
    const read = async (cursor: string | null) =>
      granted(await listApiKeys(actor, { sort: 'label', limit: 2, cursor: cursor ?? undefined }));
    const second = await read((await read(null)).nextCursor);
    await keep(actor, 'a');
    expect(await read(second.previousCursor)).toMatchObject({
      before: 1,
      keys: [{ label: 'b' }, { label: 'c' }],
    });
    const back = await read((await read(second.previousCursor)).previousCursor);
    expect(back).toMatchObject({ before: 0, previousCursor: null, keys: [{ label: 'a' }, { label: 'b' }] });
  });

  it('refuses the cursor of another order, and one that no page returned', async () => {
    const actor = await makeMember();
    for (const label of ['a', 'b']) await keep(actor, label);
    const { nextCursor } = granted(await listApiKeys(actor, { sort: 'label', limit: 1 }));
    const base64 = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const others = [
      ['-used', 'x', 'key_1'],
      ['-used', -1, 'key_1'],
      ['-used', 1e300, 'key_1'],
      ['-used', 1, "key_'"],
      ['-used', 1, 'key_1', 'after'],
      ['-used', 1, 'key_1', 'before', 1],
      null,
    ];
    for (const cursor of [nextCursor, 'nonsense', ...others.map(base64)]) {
      expect(await listApiKeys(actor, { sort: '-used', cursor })).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { cursor: expect.any(String) } },
      });
    }
  });
});
