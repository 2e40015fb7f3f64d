import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { type Calls, type DayOfUse, emptyDays } from '@/lib/domain/usage/days';
import { readOverallUsageSchema } from '@/lib/domain/usage/schema';
import { ok, type Result } from '@/lib/errors';

/** The calls of one key. */
export interface KeyOfUse extends Calls {
  id: string;
  label: string;
}

/** The calls of one operation. */
export interface OperationOfUse extends Calls {
  operation: string;
}

export interface OverallUsage {
  /** Every day of the period, also without calls, today last. */
  days: DayOfUse[];
  /** The keys that were used, most calls first. */
  keys: KeyOfUse[];
  /** The operations that were called, most calls first. */
  operations: OperationOfUse[];
}

/** A row has exactly one of day, key and operation. */
interface Row extends Calls {
  day: Date | null;
  id: string | null;
  label: string | null;
  operation: string | null;
}

/**
 * The calls of a workspace in the last days (UTC) by day, key and operation, also of keys that were revoked. Refuses with
 * INVALID_REQUEST or FORBIDDEN. A key of another workspace has no calls.
 */
export async function readOverallUsage(actor: Actor, input: unknown): Promise<Result<OverallUsage>> {
  const parsed = parse(readOverallUsageSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'usage/overall');
  if (!authorized.ok) return authorized;
  const { environment, keyId, operation } = parsed.value;
  const days = emptyDays(now(), parsed.value.days);
  const rows = await db().$queryRaw<Row[]>`
    SELECT day, used.id, max(label) FILTER (WHERE used.id IS NOT NULL) AS label, operation,
      COALESCE(sum(calls) FILTER (WHERE status < 400), 0)::float8 AS succeeded,
      COALESCE(sum(calls) FILTER (WHERE status BETWEEN 400 AND 499), 0)::float8 AS refused,
      COALESCE(sum(calls) FILTER (WHERE status >= 500), 0)::float8 AS failed
    FROM (
      SELECT date_trunc('day', hour, 'UTC') AS day, api_keys.id, label, operation, status, calls
      FROM api_key_usage JOIN api_keys ON api_keys.id = api_key_id
      WHERE workspace_id = ${authorized.value.workspaceId} AND hour >= ${days[0]?.day}
        ${environment ? Prisma.sql`AND environment = ${environment}::"Environment"` : Prisma.empty}
        ${keyId ? Prisma.sql`AND api_keys.id = ${keyId}` : Prisma.empty}
        ${operation ? Prisma.sql`AND operation = ${operation}` : Prisma.empty}
    ) AS used
    GROUP BY GROUPING SETS ((day), (used.id), (operation))
    ORDER BY sum(calls) DESC, label, operation`;
  const usage: OverallUsage = { days, keys: [], operations: [] };
  const start = days[0]?.day.getTime() ?? 0;
  for (const { day, id, label, operation: called, ...calls } of rows) {
    if (day) Object.assign(days[(day.getTime() - start) / DAY] ?? {}, calls);
    else if (id) usage.keys.push({ id, label: label ?? id, ...calls });
    else if (called) usage.operations.push({ operation: called, ...calls });
  }
  return ok(usage);
}
