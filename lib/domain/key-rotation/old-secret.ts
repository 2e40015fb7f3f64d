import { DAY, HOUR, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { overlappingSecret } from '@/lib/domain/api-keys/view';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { hourBefore } from '@/lib/domain/usage/hours';
import { ok, type Result } from '@/lib/errors';

export interface OldSecretTraffic {
  secretId: string;
  maskedSecret: string;
  replacedAt: Date;
  /** Null: when a member retires it, or at the first use of the new secret. */
  endsAt: Date | null;
  /** Whether the first use of the new secret ends it. */
  endsAtFirstUse: boolean;
  /** Calls in this hour and the one before, because usage is counted by the hour. */
  callsLastHour: number;
  /** Calls since the start of the hour 24 hours ago. */
  callsLastDay: number;
  lastUse: { at: Date; address: string | null } | null;
  /** Its last call, or when it was replaced if that is later. */
  quietSince: Date;
  /** Whether it has had no call for a day since it was replaced. */
  quiet: boolean;
  /** Whether it is quiet and the new secret was used: a caller that makes no call for a day may still need the old one. */
  safeToRetire: boolean;
  /** Whether the new secret was used. Until then, another rotation replaces the new secret. */
  newSecretUsed: boolean;
  /** Calls with the new secret since it was made. */
  newSecretCalls: number;
}

/**
 * The traffic on the old secret of a rotating key; null if the key is not rotating. Refuses with INVALID_REQUEST,
 * NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function readOldSecret(actor: Actor, input: unknown): Promise<Result<OldSecretTraffic | null>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-rotation/old-secret');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const key = await db().apiKey.findFirst({
    where: { id: parsed.value.keyId, workspaceId },
    select: { secrets: { where: { retiredAt: null }, include: { lastUse: true } } },
  });
  if (!key) return refuseUnknownKey();
  const at = now();
  const old = overlappingSecret(key.secrets, at);
  if (!old) return ok(null);
  const current = key.secrets.find((secret) => !secret.replacedAt);
  const countCalls = async (where: { secretId: string; hour?: { gte: Date } }) => {
    const { _sum } = await db().apiKeySecretUsage.aggregate({ where, _sum: { calls: true } });
    return _sum.calls ?? 0;
  };
  const callsSince = (hour: Date) => countCalls({ secretId: old.id, hour: { gte: hour } });
  const [callsLastHour, callsLastDay, newSecretCalls] = await Promise.all([
    callsSince(hourBefore(at, HOUR)),
    callsSince(hourBefore(at, DAY)),
    current ? countCalls({ secretId: current.id }) : 0,
  ]);
  const quietSince = Math.max(old.replacedAt.getTime(), old.lastUse?.at.getTime() ?? 0);
  const quiet = at.getTime() - quietSince >= DAY;
  const newSecretUsed = Boolean(current?.lastUse);
  return ok({
    secretId: old.id,
    maskedSecret: old.masked,
    replacedAt: old.replacedAt,
    endsAt: old.endsAt,
    endsAtFirstUse: old.endsAtFirstUse,
    callsLastHour,
    callsLastDay,
    lastUse: old.lastUse && { at: old.lastUse.at, address: old.lastUse.address },
    quietSince: new Date(quietSince),
    quiet,
    safeToRetire: quiet && newSecretUsed,
    newSecretUsed,
    newSecretCalls,
  });
}
