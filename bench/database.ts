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
  stop(): Promise<void>;
}

/** How many of the stored keys are used for calls. */
const ACTIVE_KEYS = 1_000;
/** In calls a minute: more than any machine can make. */
export const UNLIMITED = 1_000_000_000;

async function fill(client: pg.Client, keys: number): Promise<string[]> {
  const secrets = Array.from({ length: ACTIVE_KEYS }, () => generateSecret(keydesk.keys, 'sandbox', 64));
  await client.query(
    `INSERT INTO users (id, email, name, password_hash) VALUES ('usr_b', 'b@bench.test', 'B', '')`,
  );
  await client.query(
    `INSERT INTO workspaces (id, name, sandbox_balance, rate_limit_cap)
     VALUES ('ws_b', 'Bench', 1000000000000, ${UNLIMITED})`,
  );
  await client.query(
    `CREATE TEMP TABLE new_keys AS
     SELECT * FROM unnest($1::text[], $2::bytea[], $3::text[]) AS new_keys(id, hash, masked)
     UNION ALL
     SELECT 'key_' || n, sha256(n::text::bytea), 'kd_sandbox_****abcd' FROM generate_series(1, $4) AS n`,
    [
      secrets.map(() => newId('key')),
      secrets.map(hashSecret),
      secrets.map((secret) => maskSecret(keydesk.keys, secret)),
      keys - ACTIVE_KEYS,
    ],
  );
  // Hashes are random, so this order spreads the active keys among the others.
  await client.query(
    `INSERT INTO api_keys
       (id, workspace_id, environment, label, scopes, creation_token, created_by_id, rate_limit)
     SELECT id, 'ws_b', 'sandbox', 'Production server', '{messages.send}', id, 'usr_b', ${UNLIMITED}
     FROM new_keys ORDER BY hash`,
  );
  await client.query(
    `INSERT INTO api_key_secrets (id, api_key_id, hash, masked)
     SELECT 'sec_' || id, id, hash, masked FROM new_keys ORDER BY hash`,
  );
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
  return {
    async addDatabase(name, keys) {
      await admin.query(`CREATE DATABASE ${name}`);
      const url = await urlOf(cluster, name);
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
