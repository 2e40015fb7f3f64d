import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';

const has = (list: Prisma.Sql, scope: Prisma.Sql) =>
  Prisma.sql`(${list} @> to_jsonb(${scope}) OR ${list} @> to_jsonb(${FULL_ACCESS}::text))`;

/**
 * Whether nothing but its calls can need a scope of the row `key`: no change since a time added it, and no key has it from
 * this one, because a key creates and manages only keys that are no wider.
 */
export function isDispensable(scope: Prisma.Sql, since: Date): Prisma.Sql {
  const [before, after] = [Prisma.sql`(event.detail->'from')`, Prisma.sql`(event.detail->'to')`];
  return Prisma.sql`(NOT EXISTS (
      SELECT FROM audit_events AS event
      WHERE event.target_id = key.id AND event.workspace_id = key.workspace_id
        AND event.created_at >= ${since}::timestamptz AND event.action = 'api_key.change_scopes'
        AND ${has(after, scope)} AND NOT ${has(before, scope)}
    ) AND NOT EXISTS (
      SELECT FROM api_keys AS created
      WHERE created.workspace_id = key.workspace_id AND created.created_by_key_id = key.id
        AND (created.revoked_at IS NULL OR created.created_at >= ${since}::timestamptz)
        AND created.scopes && ARRAY[${scope}, ${FULL_ACCESS}::text]
    ))`;
}

/** The keys of a workspace that may have scopes which are not dispensable. Every scope of any other key is dispensable. */
export function keysWithNeededScopes(workspaceId: string, since: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT target_id FROM audit_events
    WHERE workspace_id = ${workspaceId} AND created_at >= ${since}::timestamptz
      AND action = 'api_key.change_scopes' AND target_id IS NOT NULL
    UNION ALL SELECT created_by_key_id FROM api_keys
    WHERE workspace_id = ${workspaceId} AND created_by_key_id IS NOT NULL`;
}

/** The scopes of a key that are dispensable. */
export async function findDispensableScopes(
  tx: Transaction,
  key: { id: string; workspaceId: string },
  since: Date,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ scope: string }[]>`
    SELECT held.scope FROM api_keys AS key, unnest(key.scopes) WITH ORDINALITY AS held(scope, position)
    WHERE key.id = ${key.id} AND key.workspace_id = ${key.workspaceId}
      AND ${isDispensable(Prisma.sql`held.scope`, since)}
    ORDER BY held.position`;
  return rows.map(({ scope }) => scope);
}
