import type { Actor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { changeSettings } from '@/lib/domain/workspaces/change-settings';
import { setLeakResponseSchema } from '@/lib/domain/workspaces/schema';
import type { SecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets what happens to a key of the workspace that is reported as leaked: it is disabled, or its owners are only told.
 * Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function setLeakResponse(actor: Actor, input: unknown): Promise<Result<SecuritySettings>> {
  const parsed = parse(setLeakResponseSchema, input);
  if (!parsed.ok) return parsed;
  const { leakResponse } = parsed.value;
  return changeSettings(actor, 'workspaces/set-leak-response', (before) =>
    ok({
      action: 'workspace.set_leak_response',
      data: { leakResponse },
      detail: { from: before.leakResponse, to: leakResponse },
    }),
  );
}
