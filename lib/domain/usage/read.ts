import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { type Calls, type DayOfUse, emptyDays } from '@/lib/domain/usage/days';
import { readUsageSchema } from '@/lib/domain/usage/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * The calls of a key on each of the last days (UTC), today last. Days without calls are included. Refuses with
 * INVALID_REQUEST, NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function readUsage(actor: Actor, input: unknown): Promise<Result<DayOfUse[]>> {
  const parsed = parse(readUsageSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'usage/read');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, days } = parsed.value;
  const own = { id: keyId, workspaceId };
  const key = await db().apiKey.findFirst({ where: own, select: { id: true } });
  if (!key) return refuseUnknownKey();

  const table = emptyDays(now(), days);
  const start = table[0]?.day.getTime() ?? 0;
  const rows = await db().apiKeyUsage.groupBy({
    by: ['hour', 'status'],
    where: { apiKey: own, hour: { gte: table[0]?.day } },
    _sum: { calls: true },
  });
  for (const { hour, status, _sum } of rows) {
    const row = table[Math.floor((hour.getTime() - start) / DAY)];
    if (row) row[outcomeOf(status)] += _sum.calls ?? 0;
  }
  return ok(table);
}

function outcomeOf(status: number): keyof Calls {
  if (status < 400) return 'succeeded';
  return status < 500 ? 'refused' : 'failed';
}
