import { DAY, HOUR, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { type LastUse, lastUseColumns } from '@/lib/domain/api-keys/view';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { hourBefore } from '@/lib/domain/usage/hours';
import { ok, type Result } from '@/lib/errors';

export interface RevocationImpact {
  lastUse: LastUse | null;
  /** Calls in this hour and the one before, because usage is counted by the hour. */
  callsLastHour: number;
  /** Calls since the start of the hour 24 hours ago. */
  callsLastDay: number;
}

/**
 * What revoking a key would break: its calls in the last hour and day. Refuses with INVALID_REQUEST, NOT_FOUND (also
 * for a key of another workspace) or FORBIDDEN.
 */
export async function readImpact(actor: Actor, input: unknown): Promise<Result<RevocationImpact>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'usage/impact');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const own = { id: parsed.value.keyId, workspaceId };
  const key = await db().apiKey.findFirst({ where: own, select: { lastUse: { select: lastUseColumns } } });
  if (!key) return refuseUnknownKey();
  const callsSince = async (hour: Date) => {
    // Calls that are refused with 401 do not work now.
    const where = { apiKey: own, hour: { gte: hour }, status: { not: 401 } };
    const { _sum } = await db().apiKeyUsage.aggregate({ where, _sum: { calls: true } });
    return _sum.calls ?? 0;
  };
  const at = now();
  const [callsLastHour, callsLastDay] = await Promise.all([
    callsSince(hourBefore(at, HOUR)),
    callsSince(hourBefore(at, DAY)),
  ]);
  return ok({ lastUse: key.lastUse, callsLastHour, callsLastDay });
}
