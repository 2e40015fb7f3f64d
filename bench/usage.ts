import pg from 'pg';
import { disconnect } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { overrideEnv } from '@/lib/env';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeSessionCookie } from '@/lib/testing/factories/session-cookie';
import { startBenchCluster } from './database';
import { measurePage, type PageTimes } from './page-times';
import { APP_SECRET } from './secret';
import { PRODUCT, startServer } from './server';

const PORT = 4211;

export interface UsageFigure extends PageTimes {
  workspace: string;
  path: string;
}

interface Size {
  keys: number;
  operations: number;
  countries: number;
  days: number;
}

/** Each key calls each operation and sends to each country every day. */
const SIZES = {
  'a year of 200 keys': { keys: 200, operations: 20, countries: 10, days: 365 },
  'a month of 10,000 keys': { keys: 10_000, operations: 1, countries: 1, days: 30 },
} satisfies Record<string, Size>;

async function makeWorkspace(
  client: pg.Client,
  { keys, operations, countries, days }: Size,
): Promise<MemberActor> {
  const owner = await makeMember();
  const { workspaceId } = owner;
  const { key } = await makeKey(owner);
  await client.query(
    `INSERT INTO api_keys (id, workspace_id, environment, label, scopes, creation_token, created_by_id, rate_limit)
     SELECT 'key_' || lpad(n::text, 22, '0'), workspace_id, environment, 'Key ' || n, scopes, id || n, created_by_id,
       rate_limit
     FROM api_keys, generate_series($2::integer + 1, 2 * $2::integer - 1) AS n WHERE id = $1`,
    [key.id, keys],
  );
  const keysAndDays = `FROM api_keys, generate_series(0, $2::integer - 1) AS ago`;
  const day = `(now() AT TIME ZONE 'UTC')::date - ago`;
  await client.query(
    `INSERT INTO api_key_daily_usage
       (workspace_id, day, api_key_id, operation, environment, succeeded, refused, failed)
     SELECT workspace_id, ${day}, id, 'operation.number' || n, environment, 1000, 10, 1
     ${keysAndDays}, generate_series(1, $3::integer) AS n WHERE workspace_id = $1`,
    [workspaceId, days, operations],
  );
  await client.query(
    `INSERT INTO message_totals (workspace_id, day, api_key_id, country, environment, messages, segments, delivered,
       failed, refunded, price)
     SELECT workspace_id, ${day}, id, chr(64 + n) || 'A', environment, 100, 150, 95, 4, 1, 8000000
     ${keysAndDays}, generate_series(1, $3::integer) AS n WHERE workspace_id = $1`,
    [workspaceId, days, countries],
  );
  await client.query(
    `INSERT INTO api_key_spend (api_key_id, day, amount)
     SELECT id, ${day}, 80000000 ${keysAndDays} WHERE workspace_id = $1`,
    [workspaceId, days],
  );
  return owner;
}

/** Measures the usage page and the overview of busy workspaces, as the built product serves them. */
export async function measureUsage(report: (figure: UsageFigure) => void): Promise<void> {
  const APP_URL = `http://127.0.0.1:${PORT}`;
  overrideEnv({ APP_SECRET, APP_URL, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  const stops = [disconnect, () => cluster.stop()];
  try {
    const { url } = await cluster.addDatabase('usage', 1_000);
    overrideEnv({ DATABASE_URL: url });
    const owners = new Map<string, MemberActor>();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const [name, size] of Object.entries(SIZES)) owners.set(name, await makeWorkspace(client, size));
    await client.query('VACUUM ANALYZE');
    await client.end();
    const settings = { APP_SECRET, APP_URL, DATABASE_URL: url, LOG_LEVEL: 'warn', ROLE: 'portal' };
    const server = await startServer(PRODUCT, PORT, settings);
    stops.unshift(() => server.stop());
    for (const [workspace, owner] of owners) {
      const { name, value } = await makeSessionCookie(owner);
      const filters = ['?days=365', '?days=365&operation=operation.number1', '?days=365&country=AA', ''];
      for (const path of ['/', ...filters.map((filter) => `/usage${filter}`)]) {
        report({ workspace, path, ...(await measurePage(`${server.url}${path}`, `${name}=${value}`)) });
      }
    }
  } finally {
    for (const stop of stops) await stop();
  }
}
