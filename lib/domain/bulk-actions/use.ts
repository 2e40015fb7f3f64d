import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { NetworkOfCalls } from '@/lib/domain/rehearsals/allowlist';
import { firstRehearsedDay } from '@/lib/domain/rehearsals/period';
import { hourBefore } from '@/lib/domain/usage/hours';

const SHOWN_MAX = 5;

/** The recent calls of many keys. */
export interface RecentUse {
  /** How many of the keys were called in the last 7 days. */
  usedKeys: number;
  /** Since the start of the hour 24 hours ago, without those refused with 401. */
  callsLastDay: number;
  /** Successful ones of the last 7 days. */
  callsLastWeek: number;
  /** Those of live keys, in the last day or the last week: whichever is more. */
  liveCalls: number;
  /** The keys with the most calls of the last 7 days; the first ones only. */
  busiest: { id: string; label: string; calls: number }[];
  /** The networks that the calls of the last 7 days came from, most calls first; the first ones only. */
  networks: NetworkOfCalls[];
  networkCount: number;
}

interface EnvironmentCalls {
  environment: Environment;
  calls: number;
}

const sum = (rows: readonly { calls: number }[]) => rows.reduce((total, { calls }) => total + calls, 0);
const live = (rows: readonly EnvironmentCalls[]) =>
  sum(rows.filter(({ environment }) => environment === 'live'));

/** The recent calls of keys of a workspace. */
export async function readRecentUse(workspaceId: string, keyIds: readonly string[]): Promise<RecentUse> {
  const ids = [...keyIds];
  const day = firstRehearsedDay();
  const [lastDay, byKey, byNetwork] = await Promise.all([
    db().$queryRaw<EnvironmentCalls[]>`
      SELECT k.environment::text, sum(u.calls)::float8 AS calls
      FROM api_keys k JOIN api_key_usage u ON u.api_key_id = k.id
      WHERE k.workspace_id = ${workspaceId} AND k.id = ANY(${ids})
        AND u.hour >= ${hourBefore(now(), DAY)} AND u.status <> 401
      GROUP BY k.environment`,
    db().$queryRaw<(EnvironmentCalls & { id: string; label: string })[]>`
      SELECT k.id, k.label, k.environment::text, sum(u.succeeded)::float8 AS calls
      FROM api_keys k JOIN api_key_daily_usage u ON u.api_key_id = k.id AND u.workspace_id = k.workspace_id
      WHERE k.workspace_id = ${workspaceId} AND k.id = ANY(${ids}) AND u.day >= ${day}::date
      GROUP BY k.id HAVING sum(u.succeeded) > 0
      ORDER BY calls DESC, k.id`,
    db().$queryRaw<NetworkOfCalls[]>`
      SELECT u.network::text, sum(u.calls)::float8 AS calls
      FROM api_keys k JOIN api_key_address_usage u ON u.api_key_id = k.id
      WHERE k.workspace_id = ${workspaceId} AND k.id = ANY(${ids}) AND u.day >= ${day}::date
      GROUP BY u.network ORDER BY calls DESC, u.network`,
  ]);
  return {
    usedKeys: byKey.length,
    callsLastDay: sum(lastDay),
    callsLastWeek: sum(byKey),
    liveCalls: Math.max(live(lastDay), live(byKey)),
    busiest: byKey.slice(0, SHOWN_MAX).map(({ id, label, calls }) => ({ id, label, calls })),
    networks: byNetwork.slice(0, SHOWN_MAX),
    networkCount: byNetwork.length,
  };
}
