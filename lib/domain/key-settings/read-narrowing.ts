import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { type AuditActor, toEventViews } from '@/lib/domain/audit/event-view';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { findNarrowing } from '@/lib/domain/key-settings/find-narrowing';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** A change that took scopes away from a key and can be undone. */
export interface Narrowing {
  id: string;
  by: Pick<AuditActor, 'kind' | 'name'>;
  at: Date;
  /** It can be undone before this time. */
  until: Date;
}

/**
 * The last change of a key's scopes, if it can be undone; null otherwise. Refuses with INVALID_REQUEST, NOT_FOUND (also for
 * a key of another workspace) or FORBIDDEN.
 */
export async function readNarrowing(actor: Actor, input: unknown): Promise<Result<Narrowing | null>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-settings/read-narrowing');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const where = { id: parsed.value.keyId, workspaceId };
  const key = await db().apiKey.findFirst({ where, select: { id: true, workspaceId: true, scopes: true } });
  if (!key) return refuseUnknownKey();
  const found = await findNarrowing(db(), key);
  const [view] = found ? await toEventViews(workspaceId, [found.event]) : [];
  if (!found || !view) return ok(null);
  const { kind, name } = view.actor;
  return ok({ id: String(found.event.id), by: { kind, name }, at: view.at, until: found.until });
}
