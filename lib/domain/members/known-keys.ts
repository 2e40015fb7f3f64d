import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { knownKeysSchema } from '@/lib/domain/members/schema';
import { paginate } from '@/lib/domain/paging/paginate';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

interface KnownKey {
  id: string;
  label: string;
  environment: Environment;
}

/** A page of the API keys whose secret somebody knows. */
export interface KnownKeysPage {
  /** The name of the person. */
  name: string;
  /** How many keys there are on all pages. */
  total: number;
  /** Live ones first, then by label. */
  keys: KnownKey[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/** The last key of the page before. A key that was rotated meanwhile still has its place. */
const keyCursor = {
  encode: (id: string) => id,
  decode: (text: string) => (/^key_[0-9A-Za-z]{1,64}$/.test(text) ? text : undefined),
};

const comesAfter = (workspaceId: string, keyId: string) => Prisma.sql`
  (k.environment <> 'live', k.label, k.id) > (
    SELECT last.environment <> 'live', last.label, last.id FROM api_keys last
    WHERE last.workspace_id = ${workspaceId} AND last.id = ${keyId}
  )`;

/**
 * The API keys with a valid secret that a member or former member has seen: because they created or rotated the key, or had
 * its secret shown again, one page at a time. A key leaves the list when somebody else has rotated it and the old secret no
 * longer works.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, or NOT_FOUND for somebody who was never a member.
 */
export async function listKnownKeys(actor: Actor, input: unknown): Promise<Result<KnownKeysPage>> {
  const parsed = parse(knownKeysSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'members/known-keys');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { userId, limit, cursor } = parsed.value;
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
  const isKnown = Prisma.sql`
    k.workspace_id = ${workspaceId} AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${at})
    AND EXISTS (
      SELECT 1 FROM api_key_secrets s
      JOIN audit_events e ON e.target_id = k.id AND e.created_at > s.created_at - interval '1 minute'
        AND (s.replaced_at IS NULL OR e.created_at < s.replaced_at + interval '1 minute')
      WHERE s.api_key_id = k.id AND s.retired_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > ${at})
        AND e.workspace_id = ${workspaceId} AND e.actor_id = ${userId} AND e.actor_kind = 'member'
        AND e.action IN ('api_key.create', 'api_key.rotate', 'api_key.reveal')
    )`;
  const [page, counted] = await Promise.all([
    paginate({
      cursor,
      limit,
      format: keyCursor,
      read: (last, take) => db().$queryRaw<KnownKey[]>`
        SELECT k.id, k.label, k.environment::text AS environment
        FROM api_keys k
        WHERE ${isKnown} AND ${last === undefined ? Prisma.sql`true` : comesAfter(workspaceId, last)}
        ORDER BY k.environment <> 'live', k.label, k.id
        LIMIT ${take}`,
      positionOf: ({ id }) => id,
    }),
    db().$queryRaw<Array<{ count: number }>>`SELECT count(*)::int AS count FROM api_keys k WHERE ${isKnown}`,
  ]);
  if (!page.ok) return page;
  const { items: keys, nextCursor } = page.value;
  return ok({ name: user.name, total: counted[0]?.count ?? 0, keys, nextCursor });
}
