import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openCluster, startCluster, stopCluster, urlOf } from '@/lib/db/embedded/cluster';
import { applyMigrations } from '@/lib/db/schema-engine';
import { maskSecret } from '@/lib/domain/key-secrets/mask';
import { generateSecret, hashSecret } from '@/lib/domain/key-secrets/secret';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

export interface BenchCluster {
  /** Creates a migrated database with this many keys. Returns its address and the secrets of the active keys. */
  addDatabase(name: string, keys: number): Promise<{ url: string; secrets: string[] }>;
  /** Creates a database without tables. Returns its address. */
  addEmptyDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** How many of the stored keys are used for calls. */
export const ACTIVE_KEYS = 1_000;
/** In calls a minute: more than any machine can make. */
export const UNLIMITED = 1_000_000_000;

/**
 * Runs `insert` without the indexes of the tables of keys and without triggers, and makes the indexes after it. Ten million
 * rows take minutes so, and hours otherwise.
 */
async function insertMany(client: pg.Client, insert: () => Promise<void>): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid IN ('api_keys'::regclass, 'api_key_secrets'::regclass)
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'");
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await insert();
  for (const { definition } of indexes) await client.query(definition);
  await client.query('RESET session_replication_role; RESET maintenance_work_mem');
}

async function fill(client: pg.Client, keys: number): Promise<string[]> {
  const secrets = Array.from({ length: ACTIVE_KEYS }, () => generateSecret(keydesk.keys, 'sandbox', 64));
  await client.query(
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_b', 'b@bench.test', 'B', '')`,
  );
  await client.query(
    `INSERT INTO workspaces (id, name, sandbox_balance, rate_limit_cap)
     VALUES ('ws_b', 'Bench', 1000000000000, ${UNLIMITED})`,
  );
  // The active keys are spread evenly among the others. The ids of those ascend, which is fast to index.
  await client.query(
    `CREATE TEMP TABLE new_keys AS
     SELECT n, COALESCE(active.id, 'key_' || lpad(n::text, 22, '0')) AS id,
       COALESCE(active.hash, sha256(n::text::bytea)) AS hash,
       COALESCE(active.masked, 'kd_sandbox_****abcd') AS masked
     FROM generate_series(1, $4::integer) AS n
     LEFT JOIN unnest($1::text[], $2::bytea[], $3::text[]) WITH ORDINALITY AS active(id, hash, masked, position)
       ON n = active.position * ($4::integer / ${ACTIVE_KEYS})`,
    [
      secrets.map(() => newId('key')),
      secrets.map(hashSecret),
      secrets.map((secret) => maskSecret(keydesk.keys, secret)),
      keys,
    ],
  );
  await insertMany(client, async () => {
    await client.query(
      `INSERT INTO api_keys
         (id, workspace_id, environment, label, scopes, creation_token, created_by_id, rate_limit)
       SELECT id, 'ws_b', 'sandbox', 'Production server', '{messages.send}', id, 'usr_b', ${UNLIMITED}
       FROM new_keys ORDER BY n`,
    );
    await client.query(
      `INSERT INTO api_key_secrets (id, api_key_id, hash, masked)
       SELECT 'sec_' || id, id, hash, masked FROM new_keys ORDER BY n`,
    );
  });
  await client.query('VACUUM ANALYZE');
  return secrets;
}

/** Starts a PostgreSQL in a temporary folder, with the product's setup and durability. */
export async function startBenchCluster(settings: string[] = []): Promise<BenchCluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-bench-'));
  await chmod(folder, 0o711);
  const cluster = await openCluster(folder);
  await startCluster(cluster, settings);
  const admin = new pg.Client({ connectionString: await urlOf(cluster, 'postgres') });
  await admin.connect();
  const addEmptyDatabase = async (name: string) => {
    await admin.query(`CREATE DATABASE ${name}`);
    return urlOf(cluster, name);
  };
  return {
    addEmptyDatabase,
    async addDatabase(name, keys) {
      const url = await addEmptyDatabase(name);
      await applyMigrations(url);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const secrets = await fill(client, keys);
      await client.end();
      return { url, secrets };
    },
    async stop() {
      await admin.end();
      await stopCluster(cluster);
      await rm(folder, { recursive: true });
    },
  };
}
