import { db } from '@/lib/db/client';

const CITIES = ['Amsterdam', 'Berlin', 'Copenhagen', 'Dublin'];

/** What the nth of `makeCustomers` is found by. */
export function customer(n: number) {
  const padded = String(n).padStart(22, '0');
  return {
    workspaceId: `ws_${padded}`,
    name: `Trader${n} ${CITIES[n % CITIES.length]}`,
    email: `owner${n}@trader.example`,
    keyId: `key_${padded}`,
    lastFour: String(n % 10_000).padStart(4, '0'),
  };
}

/** So many customers, each with an owner and a key that nobody can use: straight into the tables. */
export async function makeCustomers(count: number): Promise<void> {
  await db().$executeRaw`
        INSERT INTO workspaces (id, name)
        SELECT 'ws_' || lpad(n::text, 22, '0'), 'Trader' || n || ' ' || (${CITIES}::text[])[n % 4 + 1]
        FROM generate_series(1, ${count}::int) AS n`;
  await db().$executeRaw`
        INSERT INTO users (id, email, name, password_hash)
        SELECT 'usr_' || lpad(n::text, 22, '0'), 'owner' || n || '@trader.example', 'Owner ' || n, n
        FROM generate_series(1, ${count}::int) AS n`;
  await db().$executeRaw`
        INSERT INTO memberships (workspace_id, user_id, role)
        SELECT 'ws_' || lpad(n::text, 22, '0'), 'usr_' || lpad(n::text, 22, '0'), 'owner'
        FROM generate_series(1, ${count}::int) AS n`;
  await db().$executeRaw`
        INSERT INTO api_keys (id, workspace_id, environment, label, scopes, rate_limit, creation_token, created_by_id)
        SELECT 'key_' || lpad(n::text, 22, '0'), 'ws_' || lpad(n::text, 22, '0'), 'live', 'Server', '{}', 120, n,
          'usr_' || lpad(n::text, 22, '0')
        FROM generate_series(1, ${count}::int) AS n`;
  await db().$executeRaw`
        INSERT INTO api_key_secrets (id, api_key_id, hash, masked)
        SELECT 'sec_' || n, 'key_' || lpad(n::text, 22, '0'), sha256(n::text::bytea),
          'kd_live_****' || lpad((n % 10000)::text, 4, '0')
        FROM generate_series(1, ${count}::int) AS n`;
  await db().$executeRaw`VACUUM ANALYZE`;
}
