import type { Actor } from '@/lib/domain/actor';
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
  return changeSettings(actor, 'workspaces/set-allowlist', async (before, { workspaceId }, tx) => {
    const unchanged = requireUnchanged(before.allowlist, from);
    if (!unchanged.ok) return unchanged;
    const networks = allowlist.map(({ network }) => network);
    const rehearsal = await rehearseAllowlist(tx, { workspaceId }, networks);
    const where = { id: workspaceId };
    const { name } = await tx.workspace.findUniqueOrThrow({ where, select: { name: true } });
    const confirmed = requireConfirmation(rehearsal, confirmation, name);
    if (!confirmed.ok) return confirmed;
    return ok({
      action: 'workspace.set_allowlist',
      data: { allowlist },
      detail: { from: before.allowlist, to: allowlist },
    });
  });
}
