import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import { ALLOWLIST_MAX } from '@/lib/domain/allowlists/allowlist-max';
import type { RehearsedCalls } from '@/lib/domain/rehearsals/confirm';
import { firstRehearsedDay } from '@/lib/domain/rehearsals/period';

const SHOWN_MAX = 5;

export interface NetworkOfCalls {
  /** As an allowlist spells it: `203.0.113.7/32`, `2001:db8::/64`. */
  network: string;
  calls: number;
}

/** What an allowlist would have refused. */
export interface AllowlistRehearsal extends RehearsedCalls {
  /** The networks of the refused calls, most calls first; the first ones only. */
  refusedNetworks: NetworkOfCalls[];
  /** How many networks the refused calls came from. */
  refusedNetworkCount: number;
  /** The networks that calls came from, most calls first; as many as an allowlist can have. */
  inUse: string[];
}

interface UsedNetwork {
  network: string;
  environment: Environment;
  calls: number;
  isRefused: boolean;
}

/** Whether a stored allowlist has a used address. Of addresses that are not known, it may have some. */
const allows = (list: Prisma.Sql) => Prisma.sql`
  (${list} = '[]'::jsonb OR EXISTS (
    SELECT FROM jsonb_array_elements(${list}) AS listed WHERE u.address && (listed->>'network')::inet
  ))`;

function sumByNetwork(rows: readonly UsedNetwork[]): NetworkOfCalls[] {
  const sums = new Map<string, number>();
  for (const { network, calls } of rows) sums.set(network, (sums.get(network) ?? 0) + calls);
  return [...sums].map(([network, calls]) => ({ network, calls })).sort((a, b) => b.calls - a.calls);
}

const total = (rows: readonly UsedNetwork[]) => rows.reduce((sum, { calls }) => sum + calls, 0);

/**
 * Tries an allowlist on the successful calls of the last days. Calls that fail today anyway do not count: those of keys that
 * are stopped, and those from addresses that the lists of today refuse. Addresses of an
 * IPv6 network of 64 bits that are not known are refused unless the list has the whole network.
 *
 * @param of the keys that get the list, or the workspace
 * @param networks the networks of the list, in canonical spelling; none allows every address
 */
export async function rehearseAllowlist(
  tx: Transaction,
  { workspaceId, keyIds }: { workspaceId: string; keyIds?: readonly string[] },
  networks: readonly string[],
): Promise<AllowlistRehearsal> {
  const ofKey = keyIds ? Prisma.sql`AND k.id = ANY(${keyIds})` : Prisma.empty;
  const rows = await tx.$queryRaw<UsedNetwork[]>`
    WITH used AS (
      SELECT u.network, u.address, k.environment, sum(u.calls) AS calls
      FROM api_keys k
      JOIN workspaces w ON w.id = k.workspace_id
      JOIN api_key_address_usage u ON u.api_key_id = k.id
      WHERE k.workspace_id = ${workspaceId} ${ofKey} AND u.day >= ${firstRehearsedDay()}::date
        AND k.revoked_at IS NULL AND k.disabled_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${now()})
        AND ${allows(Prisma.sql`w.allowlist`)} AND ${allows(Prisma.sql`k.allowlist`)}
      GROUP BY u.network, u.address, k.environment
    )
    SELECT network::text, environment::text, calls::float8,
      cardinality(${networks}::inet[]) > 0 AND NOT address <<= ANY(${networks}::inet[]) AS "isRefused"
    FROM used`;
  const refused = rows.filter(({ isRefused }) => isRefused);
  const refusedNetworks = sumByNetwork(refused);
  return {
    calls: total(rows),
    refused: total(refused),
    refusedLive: total(refused.filter(({ environment }) => environment === 'live')),
    refusedNetworks: refusedNetworks.slice(0, SHOWN_MAX),
    refusedNetworkCount: refusedNetworks.length,
    inUse: sumByNetwork(rows)
      .slice(0, ALLOWLIST_MAX)
      .map(({ network }) => network),
  };
}
