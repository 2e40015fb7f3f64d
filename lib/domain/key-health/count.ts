import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { FINDINGS, KEY_FINDINGS, type KeyFinding, withoutFinding } from '@/lib/domain/api-keys/health';
import { inHealth, isIdle, KEYS_WITH_CALLS } from '@/lib/domain/api-keys/health-conditions';
import { keyFilterSchema } from '@/lib/domain/api-keys/list-schema';
import { expiresWhen, matching, UNLIMITED } from '@/lib/domain/api-keys/matching';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export type KeyHealth = Record<KeyFinding, number>;

/**
 * How many keys of the actor's workspace each finding is true of, among those that match a filter without its findings. It is
 * the number that the list then shows. Refuses with INVALID_REQUEST or FORBIDDEN.
 * @param operations those of the provider's API
 */
export async function countKeyHealth(
  actor: Actor,
  input: unknown,
  operations: readonly ScopedOperation[],
): Promise<Result<KeyHealth>> {
  const parsed = parse(keyFilterSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-health/count');
  if (!authorized.ok) return authorized;
  const viewer = authorized.value;
  const at = now();
  const where = matching(viewer, withoutFinding(parsed.value), operations);
  const judged = { workspaceId: viewer.workspaceId, operations, at };
  const conditions: Record<KeyFinding, Prisma.Sql> = {
    neverExpires: expiresWhen(KEY_FINDINGS.neverExpires.expires, at),
    expiresSoon: expiresWhen(KEY_FINDINGS.expiresSoon.expires, at),
    fullAccess: Prisma.sql`${FULL_ACCESS} = ANY(key.scopes)`,
    unusedScopes: inHealth(KEY_FINDINGS.unusedScopes.health, judged),
    unlimited: UNLIMITED,
    idle: isIdle(at),
    safeToRevoke: inHealth(KEY_FINDINGS.safeToRevoke.health, judged),
  };
  const counts = FINDINGS.map(
    (finding) =>
      Prisma.sql`count(*) FILTER (WHERE ${conditions[finding]})::int AS ${Prisma.raw(`"${finding}"`)}`,
  );
  const [counted] = await db().$queryRaw<KeyHealth[]>`
    SELECT ${Prisma.join(counts)} FROM ${KEYS_WITH_CALLS} WHERE ${where}`;
  if (!counted) throw new Error('The database counted nothing.');
  return ok(counted);
}
