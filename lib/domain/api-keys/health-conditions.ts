import { DAY } from '@/lib/clock';
import { Prisma } from '@/lib/db/generated/client';
import { isDispensable, keysWithNeededScopes } from '@/lib/domain/api-keys/dispensable-scopes';
import { type HealthFilter, IDLE_DAYS, UNUSED_DAYS } from '@/lib/domain/api-keys/health';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';

const before = (at: Date, days: number) => new Date(at.getTime() - days * DAY);
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/**
 * The rows that conditions on keys are about: keys, with their last use and the last days of their calls. PostgreSQL leaves
 * out a join that no condition needs.
 */
export const KEYS_WITH_CALLS = Prisma.sql`api_keys AS key
  LEFT JOIN api_key_last_uses AS last_use ON last_use.api_key_id = key.id
  LEFT JOIN api_key_call_days AS calls ON calls.api_key_id = key.id`;

/** Whether a last use is too long ago for a key that is in use. Never used is not idle. */
export function isIdle(at: Date): Prisma.Sql {
  return Prisma.sql`last_use.at < ${before(at, IDLE_DAYS)}::timestamptz`;
}

/** The operations by the scope that one of their routes needs. */
function byScope(operations: readonly ScopedOperation[]): Map<string, Set<string>> {
  const scopes = new Map<string, Set<string>>();
  for (const { operation, scope } of operations) {
    if (scope !== null) scopes.set(scope, (scopes.get(scope) ?? new Set()).add(operation));
  }
  return scopes;
}

/**
 * Whether a key has a scope that no successful call has needed for a long time, as `rehearseScopes` says it of one key. A key
 * that is younger has none. Scopes that are not dispensable are left out. @param operations those of the provider's API
 */
function hasUnusedScopes(workspaceId: string, operations: readonly ScopedOperation[], at: Date): Prisma.Sql {
  const since = before(at, UNUSED_DAYS);
  const lastDays = [...byScope(operations)].map(([scope, names]) => {
    const days = Prisma.join([...names].map((name) => Prisma.sql`calls.succeeded->>${name}`));
    return { scope, lastDay: Prisma.sql`GREATEST(${days}) COLLATE "C"` };
  });
  if (lastDays.length === 0) return Prisma.sql`false`;
  const ofOperations = Prisma.sql`${[...lastDays.map(({ scope }) => scope), FULL_ACCESS]}::text[]`;
  const isOld = (lastDay: Prisma.Sql) => Prisma.sql`COALESCE(${lastDay} < ${dayOf(since)}, true)`;
  const unused = lastDays.map(
    ({ scope, lastDay }) => Prisma.sql`(${scope} = ANY(key.scopes) AND ${isOld(lastDay)})`,
  );
  const lastDayOf = lastDays.map(({ scope, lastDay }) => Prisma.sql`WHEN ${scope} THEN ${lastDay}`);
  // All scopes of a key that was not called are unused. Almost no key needs the exact condition at the end, which reads
  // other tables for each of its scopes.
  return Prisma.sql`(key.created_at <= ${since}::timestamptz
    AND CASE WHEN calls.called_on >= ${dayOf(since)}::date
      THEN NOT key.scopes <@ ${ofOperations} OR ${Prisma.join(unused, ' OR ')}
      ELSE NOT key.scopes <@ ${[FULL_ACCESS]}::text[] END
    AND (key.id NOT IN (${keysWithNeededScopes(workspaceId, since)}) OR EXISTS (
      SELECT FROM unnest(key.scopes) AS held(scope)
      WHERE held.scope <> ${FULL_ACCESS} AND ${isOld(Prisma.sql`CASE held.scope ${Prisma.join(lastDayOf, ' ')} END`)}
        AND ${isDispensable(Prisma.sql`held.scope`, since)})))`;
}

/**
 * Whether a key can be revoked without stopping anything that is known: it is old enough, nobody called it for a long time
 * (with any of its secrets, whatever the response was), and nothing of it waits to be sent.
 */
export function isSafeToRevoke(workspaceId: string, at: Date): Prisma.Sql {
  const since = before(at, IDLE_DAYS);
  return Prisma.sql`(key.revoked_at IS NULL AND key.created_at <= ${since}::timestamptz
    AND (calls.called_on IS NULL OR calls.called_on < ${dayOf(since)}::date)
    AND (last_use.at IS NULL OR last_use.at < ${since}::timestamptz)
    AND key.id NOT IN (${keysThatWait(workspaceId)}))`;
}

/**
 * The keys of what is still to be sent, called or looked up in a workspace. Without DISTINCT, the list can be too long to
 * hash.
 */
export function keysThatWait(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT api_key_id FROM messages WHERE workspace_id = ${workspaceId}
      AND environment IN ('live', 'sandbox') AND status = 'queued'
    UNION ALL SELECT DISTINCT api_key_id FROM voice_calls WHERE workspace_id = ${workspaceId} AND status = 'queued'
    UNION ALL SELECT DISTINCT api_key_id FROM lookup_lists WHERE workspace_id = ${workspaceId} AND completed_at IS NULL`;
}

/** The condition of a filter for rows of `KEYS_WITH_CALLS`. */
export function inHealth(
  health: HealthFilter,
  { workspaceId, operations, at }: { workspaceId: string; operations: readonly ScopedOperation[]; at: Date },
): Prisma.Sql {
  return health === 'unused-scopes'
    ? hasUnusedScopes(workspaceId, operations, at)
    : isSafeToRevoke(workspaceId, at);
}
