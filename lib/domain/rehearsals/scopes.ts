import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { findDispensableScopes } from '@/lib/domain/api-keys/dispensable-scopes';
import { UNUSED_DAYS } from '@/lib/domain/api-keys/health';
import { type ApiKeyTimes, apiKeyStatus } from '@/lib/domain/api-keys/status';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { requireScope, type ScopedOperation, widens } from '@/lib/domain/key-policy/scopes';
import type { RehearsedCalls } from '@/lib/domain/rehearsals/confirm';
import { firstRehearsedDay } from '@/lib/domain/rehearsals/period';

/** What other scopes would have refused. */
export interface ScopeRehearsal extends RehearsedCalls {
  /** The operations that would have been refused, most calls first. */
  refusedOperations: { operation: string; calls: number }[];
  /**
   * The scopes of today that no successful call has needed for a long time, nor a key that this one created. Without those
   * that were added since. Empty for a key that is younger.
   */
  unused: string[];
}

interface RehearsedKey extends ApiKeyTimes {
  id: string;
  workspaceId: string;
  environment: 'live' | 'sandbox';
  scopes: readonly string[];
  createdAt: Date;
}

/** The columns that `rehearseScopes` reads. */
export const rehearsedKeyColumns = {
  id: true,
  workspaceId: true,
  label: true,
  environment: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  disabledAt: true,
  revokedAt: true,
} as const;

/** A call of it is refused if the new key is wider than the calling one. */
const CREATION = 'api-keys.create';

const may = (scopes: readonly string[], operations: readonly ScopedOperation[]) =>
  operations.some(({ scope }) => requireScope(scopes, scope).ok);

/**
 * Tries other scopes on the successful calls of the last days. Calls that the scopes of today refuse do not count, and those
 * of a key that is stopped neither.
 * @param operations those of the provider's API
 */
export async function rehearseScopes(
  tx: Transaction,
  key: RehearsedKey,
  scopes: readonly string[],
  operations: readonly ScopedOperation[],
): Promise<ScopeRehearsal> {
  const since = new Date(now().getTime() - UNUSED_DAYS * DAY);
  const days = await tx.apiKeyDailyUsage.findMany({
    where: { workspaceId: key.workspaceId, apiKeyId: key.id, day: { gte: since }, succeeded: { gt: 0 } },
    select: { day: true, operation: true, succeeded: true },
  });
  const routesOf = (name: string) => operations.filter(({ operation }) => operation === name);
  const used = new Set(days.flatMap(({ operation }) => routesOf(operation).map(({ scope }) => scope)));
  const first = new Date(firstRehearsedDay());
  const calls = new Map<string, number>();
  for (const { day, operation, succeeded } of days) {
    if (day >= first) calls.set(operation, (calls.get(operation) ?? 0) + succeeded);
  }
  const passing =
    apiKeyStatus(key, now()) === 'active'
      ? [...calls].filter(([name]) => may(key.scopes, routesOf(name)))
      : [];
  const created = await tx.apiKey.findMany({
    where: { workspaceId: key.workspaceId, createdByKeyId: key.id, createdAt: { gte: first } },
    select: { scopes: true },
  });
  const tooWide = created.filter(
    (child) => widens(scopes, child.scopes) && !widens(key.scopes, child.scopes),
  ).length;
  const refusedOf = ([name, count]: [string, number]): number => {
    if (!may(scopes, routesOf(name))) return count;
    return name === CREATION ? Math.min(count, tooWide) : 0;
  };
  const refusedOperations = passing
    .map((counted) => ({ operation: counted[0], calls: refusedOf(counted) }))
    .filter(({ calls: count }) => count > 0)
    .sort((a, b) => b.calls - a.calls);
  const refused = refusedOperations.reduce((sum, { calls: count }) => sum + count, 0);
  const dispensable = await findDispensableScopes(tx, key, since);
  const isUnused = (scope: string) => scope !== FULL_ACCESS && !used.has(scope);
  return {
    calls: passing.reduce((sum, [, count]) => sum + count, 0),
    refused,
    refusedLive: key.environment === 'live' ? refused : 0,
    refusedOperations,
    unused: key.createdAt <= since ? dispensable.filter(isUnused) : [],
  };
}
