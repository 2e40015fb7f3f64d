import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { secretFile } from '@/lib/app-secret';
import { ownCluster } from '@/lib/db/embedded/owned';
import { applyMigrations } from '@/lib/db/schema-engine';

/** The commit that wrote the fixture, and its last migration. */
const COMMIT = '7f39398';
const LAST_MIGRATION = '20261121120000_support_visits';

/**
 * What the server of that commit stored after it served a customer's calls and a support session, under an APP_SECRET
 * of the tests. Times are in seconds, counted from the moment of the copy, so that nothing expires in the fixture.
 */
const fixtureSchema = z.object({
  /** The value of the customer's session cookie. */
  cookie: z.string(),
  /** The response to the send with the idempotency key. */
  replay: z.object({ status: z.number(), type: z.string(), body: z.string() }),
  /** The rows of each table, without the columns that are null. */
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});

export type EarlierVersion = z.output<typeof fixtureSchema>;

export async function readEarlierVersion(): Promise<EarlierVersion> {
  const file = path.resolve('lib', 'testing', 'fixtures', `${COMMIT}.json`);
  return fixtureSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

const relativeTime = z.strictObject({ seconds: z.number() });

/** A row with times that count from now. */
function placeInTime(row: Record<string, unknown>, now: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const time = relativeTime.safeParse(value);
      return [column, time.success ? new Date(now + time.data.seconds * 1_000).toISOString() : value];
    }),
  );
}

async function insert(client: pg.Client, table: string, rows: unknown[]): Promise<void> {
  await client.query(
    `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

/** Lets the numbers of a table's next rows follow those that it has. */
async function continueNumbers(client: pg.Client, table: string): Promise<void> {
  await client.query(
    `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
  );
}

/**
 * Fills an empty data folder as the earlier version left it: its secret, and a stopped database with its schema and its
 * rows.
 */
export async function writeEarlierVersion(dataDir: string, appSecret: string): Promise<void> {
  await writeFile(secretFile(dataDir), appSecret, { mode: 0o600 });
  const { tables } = await readEarlierVersion();
  const cluster = await ownCluster(dataDir);
  await applyMigrations(cluster.url, LAST_MIGRATION);
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  // Without checks of foreign keys, rows can be written in any order.
  await client.query('SET session_replication_role = replica');
  const now = Date.now();
  for (const [table, rows] of Object.entries(tables)) {
    await insert(
      client,
      table,
      rows.map((row) => placeInTime(row, now)),
    );
  }
  for (const table of ['audit_events', 'visited_pages']) await continueNumbers(client, table);
  await client.end();
  await cluster.stop();
}
