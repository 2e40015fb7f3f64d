import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { findRefusalSchema } from '@/lib/domain/refusals/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/** A refused call that was found by its request id. */
export interface FoundRefusal {
  code: string;
  /** The group of the call; null for an older one. */
  groupId: string | null;
  key: { id: string; label: string };
}

/**
 * The refused call with a request id, in the actor's workspace. Refuses with INVALID_REQUEST, NOT_FOUND (also for a call of
 * another workspace) or FORBIDDEN.
 */
export async function findRefusal(actor: Actor, input: unknown): Promise<Result<FoundRefusal>> {
  const parsed = parse(findRefusalSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'refusals/find');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const found = await db().keyRefusal.findFirst({
    where: { requestId: parsed.value.requestId, apiKey: { workspaceId } },
    select: { code: true, groupId: true, apiKey: { select: { id: true, label: true } } },
  });
  if (!found) return refuse('NOT_FOUND', 'There is no such rejected call.');
  return ok({ code: found.code, groupId: found.groupId, key: found.apiKey });
}
