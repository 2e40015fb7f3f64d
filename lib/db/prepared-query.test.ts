import pg from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { Connection } from '@/lib/db/connection';
import { PreparedQuery, type Statement } from '@/lib/db/prepared-query';
import { env } from '@/lib/env';

const ALL_TYPES = `
  SELECT 1 AS small, 2::bigint AS large, true AS yes, 'ä' AS text, NULL::text AS nothing, '{a,NULL}'::text[] AS list,
    '{"a":[1]}'::jsonb AS json, '\\x00ff'::bytea AS bytes, '2026-01-02 03:04:05Z'::timestamptz AS time,
    $1::text AS given`;

/** The number of the type `point`, whose values the product never reads. */
const POINT = 600 as typeof pg.types.builtins.BOOL;

/** The driver's connection emits each message of the server. */
type Listened = Connection & {
  connection: { on(event: 'message', listener: (message: { name: string }) => void): void };
};

let client: Listened;
const messages: string[] = [];

beforeAll(async () => {
  client = new Connection({ connectionString: env().DATABASE_URL, ...{ pipeline: true } }) as Listened;
  client.connection.on('message', ({ name }) => messages.push(name));
  await client.connect();
  await client.query('CREATE TEMPORARY TABLE things (thing int CHECK (thing > 0))');
  client.hasOwnSession = true;
});

afterAll(() => client.end());

function run(statement: Statement, values: unknown[] = []) {
  return new Promise<unknown[]>((resolve, reject) => {
    const query = new PreparedQuery(client, statement, values, (error) =>
      error ? reject(error) : resolve(query.result),
    );
    client.query(query);
  });
}

/** How many results the server describes while something runs. */
async function descriptionsDuring(runAll: () => Promise<unknown>): Promise<number> {
  messages.length = 0;
  await runAll();
  return messages.filter((name) => name === 'rowDescription' || name === 'noData').length;
}

it('describes a result once, and reads it like the driver each time', async () => {
  const statement = { name: 'all-types', text: ALL_TYPES };
  const { rows } = await client.query(ALL_TYPES, ['x']);
  const results: unknown[][] = [];
  const descriptions = await descriptionsDuring(async () => {
    for (let time = 0; time < 3; time += 1) results.push(await run(statement, ['x']));
  });
  expect(results).toEqual([rows, rows, rows]);
  expect(descriptions).toBe(1);
});

it('describes a statement without a result once', async () => {
  const insert = { name: 'insert', text: 'INSERT INTO things VALUES ($1)' };
  const descriptions = await descriptionsDuring(async () => {
    for (const thing of [1, 2]) expect(await run(insert, [thing])).toEqual([]);
  });
  expect(descriptions).toBe(1);
  expect((await client.query('SELECT thing FROM things ORDER BY thing')).rows).toEqual([
    { thing: 1 },
    { thing: 2 },
  ]);
});

it('describes statements that are sent before the first result is known', async () => {
  const statement = { name: 'sent-at-once', text: 'SELECT $1::int AS number' };
  const numbers = () => Promise.all([run(statement, [1]), run(statement, [2])]);
  expect(await descriptionsDuring(numbers)).toBe(2);
  expect(
    await descriptionsDuring(async () => expect(await numbers()).toEqual([[{ number: 1 }], [{ number: 2 }]])),
  ).toBe(0);
});

it('reads results of a statement that failed before', async () => {
  const statement = { name: 'refused-first', text: 'INSERT INTO things VALUES ($1) RETURNING thing' };
  const descriptions = await descriptionsDuring(async () => {
    await expect(run(statement, [0])).rejects.toThrow(/violates check/);
    for (const thing of [3, 4]) expect(await run(statement, [thing])).toEqual([{ thing }]);
    await expect(run(statement, [0])).rejects.toThrow(/violates check/);
    expect(await run(statement, [5])).toEqual([{ thing: 5 }]);
  });
  expect(descriptions).toBe(2);
});

it('fails if the columns of a statement have changed', async () => {
  await client.query('CREATE TEMPORARY TABLE changed AS SELECT 1 AS one');
  const statement = { name: 'all-columns', text: 'SELECT * FROM changed' };
  for (let time = 0; time < 2; time += 1) expect(await run(statement)).toEqual([{ one: 1 }]);
  await client.query('ALTER TABLE changed ADD COLUMN two int');
  await expect(run(statement)).rejects.toThrow(/cached plan must not change result type/);
});

it('fails alone if a value cannot be sent', async () => {
  const statement = { name: 'unsendable', text: 'SELECT $1::jsonb AS json' };
  expect(await run(statement, [{}])).toEqual([{ json: {} }]);
  const circle: { self?: unknown } = {};
  circle.self = circle;
  await expect(run(statement, [circle])).rejects.toThrow(/circular/);
  expect(await run({ name: 'after-unsendable', text: 'SELECT 1 AS number' })).toEqual([{ number: 1 }]);
});

it('describes each result without a session of its own', async () => {
  const statement = { name: 'shared', text: 'SELECT $1::int AS number' };
  client.hasOwnSession = false;
  onTestFinished(() => {
    client.hasOwnSession = true;
  });
  const descriptions = await descriptionsDuring(async () => {
    for (const number of [1, 2]) expect(await run(statement, [number])).toEqual([{ number }]);
  });
  expect(descriptions).toBe(2);
});

it('fails if the driver cannot read a value', async () => {
  const unreadable = new Error('unreadable');
  const { getTypeParser, setTypeParser } = pg.types;
  const readPoint = getTypeParser(POINT, 'text');
  onTestFinished(() => setTypeParser(POINT, 'text', readPoint));
  setTypeParser(POINT, 'text', () => {
    throw unreadable;
  });
  const statement = { name: 'unreadable', text: `SELECT point '(1,2)' AS point` };
  await expect(run(statement)).rejects.toBe(unreadable);
  expect(await run({ name: 'next', text: 'SELECT 1 AS number' })).toEqual([{ number: 1 }]);
});
