import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { type AllowlistRehearsal, rehearseAllowlist } from '@/lib/domain/rehearsals/allowlist';
import { type ForPerson, forPerson } from '@/lib/domain/rehearsals/for-person';
import { rehearseWorkspaceAllowlistSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result } from '@/lib/errors';

/** What an allowlist of the workspace would have refused. Refuses with INVALID_REQUEST or FORBIDDEN. */
export async function rehearseWorkspaceAllowlist(
  actor: Actor,
  input: unknown,
): Promise<Result<AllowlistRehearsal & ForPerson>> {
  const parsed = parse(rehearseWorkspaceAllowlistSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'workspaces/rehearse-allowlist');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const where = { id: workspaceId };
  const { name } = await db().workspace.findUniqueOrThrow({ where, select: { name: true } });
  const rehearsal = await rehearseAllowlist(db(), { workspaceId }, parsed.value.networks);
  return ok({ ...rehearsal, ...forPerson(authorized.value, rehearsal, name) });
}
