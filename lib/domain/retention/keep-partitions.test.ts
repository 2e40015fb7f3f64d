import { afterEach, expect, it } from 'vitest';
import { DAY, HOUR, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { endOf, partitionName, startOf } from '@/lib/db/partitions/names';
import { keepPartitions } from '@/lib/domain/retention/keep-partitions';
import { PARTITIONED_TABLES } from '@/lib/domain/retention/partitioned-tables';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeSender } from '@/lib/testing/factories/messages';
import { makeCalls } from '@/lib/testing/factories/usage';
import { openConnection } from '@/lib/testing/servers/database';

afterEach(() => setClockOffset(0));

async function partitionsOf(table: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
    WHERE inhparent = ${table}::regclass ORDER BY relname`;
  return rows.map(({ name }) => name);
}

const refuse = (apiKeyId: string, id: string, at: Date) =>
  db().keyRefusal.create({ data: { id, apiKeyId, at, code: 'FORBIDDEN', requestId: id } });

async function partitionOfRefusal(id: string): Promise<string | undefined> {
  const [row] = await db().$queryRaw<{ name: string }[]>`
    SELECT tableoid::regclass::text AS name FROM key_refusals WHERE id = ${id}`;
  return row?.name;
}

it('knows every partitioned table and its column', async () => {
  const tables = await db().$queryRaw`
    SELECT relname AS name, attname AS column FROM pg_partitioned_table
      JOIN pg_class ON pg_class.oid = partrelid JOIN pg_attribute ON attrelid = partrelid AND attnum = partattrs[0]
    WHERE partstrat = 'r' AND partnatts = 1 ORDER BY relname`;
  expect(
    PARTITIONED_TABLES.map(({ name, column }) => ({ name, column })).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
  ).toEqual(tables);
});

it('keeps the networks and positions of calls for 8 days', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  for (const daysAgo of [0, 7, 8]) {
    await makeCalls(key.id, [{ daysAgo, calls: 1 + daysAgo, address: '192.0.2.7', position: 1 }]);
  }
  await keepPartitions();
  const where = { apiKeyId: key.id };
  const orderBy = { day: 'desc' } as const;
  expect(await db().apiKeyAddressUsage.findMany({ where, orderBy })).toMatchObject([
    { calls: 1 },
    { calls: 8 },
  ]);
  expect(await db().apiKeyPositionUsage.findMany({ where, orderBy })).toMatchObject([
    { calls: [1] },
    { calls: [8] },
  ]);
});

// The tests of this file move on in time: what one has dropped, another does not need.

it('has partitions of every table for the next days, without a gap, also a month later', async () => {
  for (const days of [0, 4, 8, 12, 16, 20, 24, 28, 32]) {
    setClockOffset(days * DAY);
    await keepPartitions();
    for (const { name, period } of PARTITIONED_TABLES) {
      const names = await partitionsOf(name);
      expect(names).toContain(`${name}_default`);
      const ends = names
        .flatMap((partition) => endOf(name, partition)?.getTime() ?? [])
        .sort((a, b) => a - b);
      expect(ends.at(-1), name).toBeGreaterThan(now().getTime() + 5 * DAY);
      const next = ends.map((end) => startOf(period, new Date(end), 1).getTime());
      expect(ends.slice(1), name).toEqual(next.slice(0, -1));
    }
  }
});

it('drops rejected calls by day, 30 days later, and nothing else', async () => {
  const { apiKeyId } = await makeSender();
  setClockOffset(400 * DAY);
  await keepPartitions();
  const day = startOf('day', now());
  await refuse(apiKeyId, 'first', day);
  await refuse(apiKeyId, 'last', new Date(day.getTime() + DAY - 1));
  await refuse(apiKeyId, 'next', new Date(day.getTime() + DAY));
  expect(await partitionOfRefusal('first')).toBe(partitionName('key_refusals', 'day', day));
  expect(await partitionOfRefusal('last')).toBe(partitionName('key_refusals', 'day', day));

  const ids = async () => (await db().keyRefusal.findMany({ orderBy: { at: 'asc' } })).map(({ id }) => id);
  setClockOffset(day.getTime() + 31 * DAY - HOUR - Date.now());
  await keepPartitions();
  expect(await ids()).toEqual(['first', 'last', 'next']);
  setClockOffset(day.getTime() + 31 * DAY + HOUR - Date.now());
  expect(await keepPartitions()).toBeGreaterThan(0);
  expect(await ids()).toEqual(['next']);
  expect(await keepPartitions()).toBe(0);
});

it('stores rows without a partition of their time, and deletes them when they are old', async () => {
  const { apiKeyId } = await makeSender();
  setClockOffset(800 * DAY);
  await refuse(apiKeyId, 'default', now());
  expect(await partitionOfRefusal('default')).toBe('key_refusals_default');
  await keepPartitions();
  expect(await partitionsOf('key_refusals')).not.toContain(partitionName('key_refusals', 'day', now()));
  expect(await partitionsOf('key_refusals')).toContain(
    partitionName('key_refusals', 'day', new Date(now().getTime() + DAY)),
  );
  setClockOffset(829 * DAY);
  await keepPartitions();
  expect(await partitionOfRefusal('default')).toBe('key_refusals_default');
  setClockOffset(830 * DAY + 1000);
  await keepPartitions();
  expect(await partitionOfRefusal('default')).toBeUndefined();
});

it('lets nobody change what a new partition has', async () => {
  const { apiKeyId } = await makeSender();
  setClockOffset(1_200 * DAY);
  await keepPartitions();
  await refuse(apiKeyId, 'kept', now());
  const partition = await partitionOfRefusal('kept');
  for (const table of ['key_refusals', partition]) {
    for (const sql of [`UPDATE ${table} SET code = 'NOT_FOUND'`, `TRUNCATE ${table}`]) {
      await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
    }
  }
});

it('goes on with other tables when one cannot be changed, and reports it', async () => {
  setClockOffset(1_300 * DAY);
  const other = await openConnection();
  try {
    await other.query('BEGIN; LOCK TABLE key_refusals IN ACCESS EXCLUSIVE MODE');
    await expect(keepPartitions()).rejects.toThrow(/some tables/);
  } finally {
    await other.end();
  }
  expect(await partitionsOf('key_refusals')).not.toContain(partitionName('key_refusals', 'day', now()));
  expect(await partitionsOf('messages')).toContain(partitionName('messages', 'month', now()));
  await Promise.all([keepPartitions(), keepPartitions()]);
  expect(await partitionsOf('key_refusals')).toContain(partitionName('key_refusals', 'day', now()));
});

it('refuses to delete rows of all partitions by ctid, as the version before does', async () => {
  const sql =
    'DELETE FROM key_refusals WHERE ctid = ANY(ARRAY(SELECT ctid FROM key_refusals WHERE api_key_id = $1 LIMIT 10))';
  await expect(db().$executeRawUnsafe(sql, 'key')).rejects.toThrow(/ctid does not identify/);
});

it('keeps the partitions of every table only as long as their rows', async () => {
  setClockOffset(2_000 * DAY);
  await keepPartitions();
  const before = new Map<string, string[]>();
  for (const { name } of PARTITIONED_TABLES) before.set(name, await partitionsOf(name));
  setClockOffset(3_000 * DAY);
  await keepPartitions();
  for (const { name, keptSince } of PARTITIONED_TABLES) {
    const earlier = before.get(name) ?? [];
    const after = await partitionsOf(name);
    const kept = keptSince?.() ? [`${name}_default`] : earlier;
    expect(
      earlier.filter((partition) => after.includes(partition)),
      name,
    ).toEqual(kept);
  }
});
