import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { memberSchema } from '@/lib/domain/members/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/** The API keys whose secret somebody knows. */
export interface KnownKeys {
  userId: string;
  name: string;
  /** Whether they are a member at the moment. */
  isMember: boolean;
  /** Live ones first. */
  keys: Array<{ id: string; label: string; environment: Environment }>;
}

const MOST = 200;

/**
 * The API keys with a valid secret that a member or former member has seen: because they created or rotated the key, or had
 * its secret shown again. A key leaves the list when somebody else has rotated it and the old secret no longer works.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, or NOT_FOUND for somebody who was never a member.
 */
export async function listKnownKeys(actor: Actor, input: unknown): Promise<Result<KnownKeys>> {
  const parsed = parse(memberSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'members/known-keys');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { userId } = parsed.value;
  const at = now();
  const [user, isMember, wasRemoved] = await Promise.all([
    db().user.findUnique({ where: { id: userId }, select: { name: true } }),
    db().membership.count({ where: { workspaceId, userId } }),
    db().auditEvent.count({
      where: { workspaceId, targetId: userId, action: { in: ['member.remove', 'member.leave'] } },
    }),
  ]);
  if (!user || isMember + wasRemoved === 0) return refuse('NOT_FOUND', 'There is no such member.');
  // The clocks of the database and of the event can differ. What was seen shortly before or after counts, to be safe.
  const keys = await db().$queryRaw<KnownKeys['keys']>`
    SELECT k.id, k.label, k.environment::text AS environment
    FROM api_keys k
    WHERE k.workspace_id = ${workspaceId} AND k.revoked_at IS NULL
      AND (k.expires_at IS NULL OR k.expires_at > ${at})
      AND EXISTS (
        SELECT 1 FROM api_key_secrets s
        JOIN audit_events e ON e.target_id = k.id AND e.created_at > s.created_at - interval '1 minute'
          AND (s.replaced_at IS NULL OR e.created_at < s.replaced_at + interval '1 minute')
        WHERE s.api_key_id = k.id AND s.retired_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > ${at})
          AND e.workspace_id = ${workspaceId} AND e.actor_id = ${userId} AND e.actor_kind = 'member'
          AND e.action IN ('api_key.create', 'api_key.rotate', 'api_key.reveal')
      )
    ORDER BY k.environment = 'live' DESC, k.label, k.id
    LIMIT ${MOST}`;
  return ok({ userId, name: user.name, isMember: isMember > 0, keys });
}
