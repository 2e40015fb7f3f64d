import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { rehearseAllowlist } from '@/lib/domain/rehearsals/allowlist';
import { requireConfirmation } from '@/lib/domain/rehearsals/confirm';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { changeSettings } from '@/lib/domain/workspaces/change-settings';
import { setWorkspaceAllowlistSchema } from '@/lib/domain/workspaces/schema';
import type { SecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets the networks that every key of the workspace may be used from. An empty list allows every address. If
 * live calls would stop, the name of the workspace must be typed. Refuses with INVALID_REQUEST, FORBIDDEN or CONFLICT.
 */
export async function setWorkspaceAllowlist(actor: Actor, input: unknown): Promise<Result<SecuritySettings>> {
  const parsed = parse(setWorkspaceAllowlistSchema, input);
  if (!parsed.ok) return parsed;
  const { allowlist, from, confirmation } = parsed.value;
  const authorized = authorizeInWorkspace(actor, 'workspaces/set-allowlist');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const select = { name: true, allowlist: true };
  const workspace = await db().workspace.findUniqueOrThrow({ where: { id: workspaceId }, select });
  const rehearsed = storedAllowlist(workspace.allowlist);
  const shown = requireUnchanged(rehearsed, from);
  if (!shown.ok) return shown;
  // Before the transaction: sends wait while it holds the workspace, and a large one has many calls to read.
  const networks = allowlist.map(({ network }) => network);
  const rehearsal = await rehearseAllowlist(db(), { workspaceId }, networks);
  const confirmed = requireConfirmation(rehearsal, confirmation, workspace.name);
  if (!confirmed.ok) return confirmed;
  return changeSettings(actor, 'workspaces/set-allowlist', (before) => {
    const unchanged = requireUnchanged(before.allowlist, rehearsed);
    if (!unchanged.ok) return unchanged;
    return ok({
      action: 'workspace.set_allowlist',
      data: { allowlist },
      detail: { from: before.allowlist, to: allowlist },
    });
  });
}
