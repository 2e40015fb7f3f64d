import { DAY, HOUR, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { type LastUse, lastUseColumns, toLastUse } from '@/lib/domain/api-keys/view';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

export interface RevocationImpact {
  lastUse: LastUse | null;
  /** Calls since the start of the hour 24 hours ago: use is counted by the hour. */
  callsLastDay: number;
}

/**
 * What ending a key would break: its use of the last day.
 * Refuses with INVALID_REQUEST, NOT_FOUND (another workspace's key included) or FORBIDDEN.
 */
export async function readImpact(actor: Actor, input: unknown): Promise<Result<RevocationImpact>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  if (actor.kind !== 'member')
    return refuse('FORBIDDEN', 'Only a member of the workspace may watch its keys.');
  const own = { id: parsed.value.keyId, workspaceId: actor.workspaceId };
  const key = await db().apiKey.findFirst({ where: own, select: lastUseColumns });
  if (!key) return refuse('NOT_FOUND', 'There is no such key in this workspace.');
  const dayAgo = now().getTime() - DAY;
  const { _sum } = await db().apiKeyUsage.aggregate({
    where: { apiKey: own, hour: { gte: new Date(dayAgo - (dayAgo % HOUR)) } },
    _sum: { calls: true },
  });
  return ok({ lastUse: toLastUse(key), callsLastDay: _sum.calls ?? 0 });
}
