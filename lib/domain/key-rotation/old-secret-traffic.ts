import { DAY, HOUR, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { overlappingSecret } from '@/lib/domain/api-keys/view';
import { hourBefore } from '@/lib/domain/usage/hours';

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

type Secret = Prisma.ApiKeySecretGetPayload<{ include: { lastUse: true } }>;

/** The secrets of a key of a workspace that are not retired, with their last uses; undefined if there is no such key. */
export async function readSecrets(workspaceId: string, keyId: string): Promise<Secret[] | undefined> {
  const key = await db().apiKey.findFirst({
    where: { id: keyId, workspaceId },
    select: { secrets: { where: { retiredAt: null }, include: { lastUse: true } } },
  });
  return key?.secrets;
}

async function countCalls(where: { secretId: string; hour?: { gte: Date } }): Promise<number> {
  const { _sum } = await db().apiKeySecretUsage.aggregate({ where, _sum: { calls: true } });
  return _sum.calls ?? 0;
}

/** The traffic on the old one of a key's secrets; null if the key is not rotating. */
export async function readTraffic(secrets: readonly Secret[]): Promise<OldSecretTraffic | null> {
  const at = now();
  const old = overlappingSecret(secrets, at);
  if (!old) return null;
  const current = secrets.find((secret) => !secret.replacedAt);
  const callsSince = (hour: Date) => countCalls({ secretId: old.id, hour: { gte: hour } });
  const [callsLastHour, callsLastDay, newSecretCalls] = await Promise.all([
    callsSince(hourBefore(at, HOUR)),
    callsSince(hourBefore(at, DAY)),
    current ? countCalls({ secretId: current.id }) : 0,
  ]);
  const quietSince = Math.max(old.replacedAt.getTime(), old.lastUse?.at.getTime() ?? 0);
  const quiet = at.getTime() - quietSince >= DAY;
  const newSecretUsed = Boolean(current?.lastUse);
  return {
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
  };
}
