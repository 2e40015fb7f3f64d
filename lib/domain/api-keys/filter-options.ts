import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { ok, type Result } from '@/lib/errors';

/** The most options of a kind. */
const MOST = 200;

/** What the keys of a workspace can be filtered by, besides the fixed options. */
export interface KeyFilterOptions {
  creators: { id: string; name: string }[];
  owners: string[];
  tags: string[];
}

/** The members who answer for keys of the actor's workspace, and the owners and tags of its keys. Refuses with FORBIDDEN. */
export async function readKeyFilterOptions(actor: Actor): Promise<Result<KeyFilterOptions>> {
  const authorized = authorizeInWorkspace(actor, 'api-keys/filter-options');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const [creators, owners, tags] = await Promise.all([
    db().$queryRaw<KeyFilterOptions['creators']>`
      SELECT id, name FROM users
      WHERE id IN (SELECT created_by_id FROM api_keys WHERE workspace_id = ${workspaceId})
      ORDER BY name, id LIMIT ${MOST}`,
    db().$queryRaw<{ owner: string }[]>`
      SELECT DISTINCT owner FROM api_keys WHERE workspace_id = ${workspaceId} AND owner <> ''
      ORDER BY owner LIMIT ${MOST}`,
    db().$queryRaw<{ tag: string }[]>`
      SELECT DISTINCT unnest(tags) AS tag FROM api_keys WHERE workspace_id = ${workspaceId}
      ORDER BY tag LIMIT ${MOST}`,
  ]);
  return ok({ creators, owners: owners.map(({ owner }) => owner), tags: tags.map(({ tag }) => tag) });
}
