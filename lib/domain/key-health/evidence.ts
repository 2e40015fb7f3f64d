import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { isSafeToRevoke, KEYS_WITH_CALLS, keysThatWait } from '@/lib/domain/api-keys/health-conditions';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { revocationEvidenceSchema } from '@/lib/domain/key-health/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** What is known about who would miss a key. */
export interface RevocationEvidence {
  keyId: string;
  /** Whether all of it says that nobody would. */
  isSafe: boolean;
  createdAt: Date;
  /** For how many full days its calls have been counted: since it was created. */
  observedDays: number;
  /** The day (UTC) of the last call with any of its secrets, whatever the response was; null if there was none. */
  lastCallOn: Date | null;
  /** The same of successful calls. */
  lastSuccessOn: Date | null;
  /** Its secrets, the current one first, then the newest. */
  secrets: SecretEvidence[];
  /** Whether messages, voice calls or lookups of it are still to be sent. */
  waits: boolean;
}

export interface SecretEvidence {
  maskedSecret: string;
  isCurrent: boolean;
  lastUsedAt: Date | null;
}

const columns = {
  id: true,
  createdAt: true,
  lastUse: { select: { at: true } },
  callDays: { select: { calledOn: true, succeeded: true } },
  secrets: {
    select: { masked: true, replacedAt: true, lastUse: { select: { at: true } } },
    orderBy: { createdAt: 'desc' },
  },
} satisfies Prisma.ApiKeySelect;

const latest = (times: readonly Date[]) =>
  times.length > 0 ? new Date(Math.max(...times.map((time) => time.getTime()))) : null;

/** The last day of the successful calls, from the days by operation. */
function lastDay(succeeded: Prisma.JsonValue): Date | null {
  const days = Object.values(succeeded ?? {}).filter((day) => typeof day === 'string');
  return latest(days.map((day) => new Date(day)));
}

/**
 * The evidence for revoking keys of the actor's workspace, in no order. Keys of another workspace are left out. Refuses with
 * INVALID_REQUEST or FORBIDDEN.
 */
export async function readRevocationEvidence(
  actor: Actor,
  input: unknown,
): Promise<Result<RevocationEvidence[]>> {
  const parsed = parse(revocationEvidenceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-health/evidence');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyIds } = parsed.value;
  const at = now();
  const [rows, judged] = await Promise.all([
    db().apiKey.findMany({ where: { workspaceId, id: { in: keyIds } }, select: columns }),
    db().$queryRaw<{ id: string; isSafe: boolean; waits: boolean }[]>`
      SELECT key.id, ${isSafeToRevoke(workspaceId, at)} AS "isSafe",
        key.id IN (${keysThatWait(workspaceId)}) AS waits
      FROM ${KEYS_WITH_CALLS} WHERE key.workspace_id = ${workspaceId} AND key.id = ANY(${keyIds})`,
  ]);
  const byId = new Map(judged.map((row) => [row.id, row]));
  return ok(
    rows.map(({ id, createdAt, lastUse, callDays, secrets }) => ({
      keyId: id,
      isSafe: byId.get(id)?.isSafe ?? false,
      createdAt,
      observedDays: Math.floor((at.getTime() - createdAt.getTime()) / DAY),
      lastCallOn: latest([lastUse?.at, callDays?.calledOn].filter((time) => time !== undefined)),
      lastSuccessOn: callDays && lastDay(callDays.succeeded),
      secrets: secrets
        .map(({ masked, replacedAt, lastUse: used }) => ({
          maskedSecret: masked,
          isCurrent: replacedAt === null,
          lastUsedAt: used?.at ?? null,
        }))
        .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)),
      waits: byId.get(id)?.waits ?? false,
    })),
  );
}
