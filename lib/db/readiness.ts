import { setTimeout as pause } from 'node:timers/promises';
import { fingerprintOf } from '@/lib/app-secret';
import { db } from '@/lib/db/client';
import { migrationNames } from '@/lib/db/migrations';
import { appSecret } from '@/lib/env';

const PATIENCE_MS = 2_000;

/** Whether calls can work: all migrations are applied, the secret matches, and the database is writable and in UTC. */
async function canServe(): Promise<boolean> {
  const name = (await migrationNames()).at(-1);
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM _prisma_migrations WHERE migration_name = ${name} AND finished_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM installation WHERE secret_fingerprint <> ${fingerprintOf(appSecret())})
      AND current_setting('transaction_read_only') = 'off' AND current_setting('TimeZone') = 'UTC'`;
  return rows.length > 0;
}

/** Whether the database responds in time and calls can work. */
export async function isDatabaseReady(): Promise<boolean> {
  const patience = new AbortController();
  const late = pause(PATIENCE_MS, false, { signal: patience.signal, ref: false }).catch(() => false);
  const answer = canServe().catch(() => false);
  const ready = await Promise.race([answer, late]);
  patience.abort();
  return ready;
}
