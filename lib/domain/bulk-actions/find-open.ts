import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { type AuditActor, eventColumns, toEventViews } from '@/lib/domain/audit/event-view';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { openSince } from '@/lib/domain/bulk-actions/lock-open';
import { type BulkProgress, bulkActionColumns, readProgress } from '@/lib/domain/bulk-actions/progress';
import { readWaitingEnvironments } from '@/lib/domain/bulk-actions/waiting';
import { ok, type Result } from '@/lib/errors';

export interface OpenBulkAction extends BulkProgress {
  /** Those of the keys that wait. */
  environments: Environment[];
  /** Who confirmed it; null if the audit log does not know. */
  startedBy: Pick<AuditActor, 'kind' | 'name'> | null;
}

async function readStarter(workspaceId: string, targetId: string): Promise<OpenBulkAction['startedBy']> {
  const event = await db().auditEvent.findFirst({
    where: { workspaceId, targetId, action: 'api_key.start_bulk_action' },
    select: eventColumns,
  });
  const [view] = event ? await toEventViews(workspaceId, [event]) : [];
  return view ? { kind: view.actor.kind, name: view.actor.name } : null;
}

/** The newest bulk action of the actor's workspace that has keys waiting; null if there is none. Refuses with FORBIDDEN. */
export async function findOpenBulkAction(actor: Actor): Promise<Result<OpenBulkAction | null>> {
  const authorized = authorizeInWorkspace(actor, 'bulk-actions/find-open');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const row = await db().bulkAction.findFirst({
    where: { workspaceId, endedAt: null, createdAt: { gte: openSince() } },
    orderBy: { createdAt: 'desc' },
    select: bulkActionColumns,
  });
  if (!row) return ok(null);
  const [progress, environments, startedBy] = await Promise.all([
    readProgress(db(), row),
    readWaitingEnvironments(db(), workspaceId, row.id),
    readStarter(workspaceId, row.id),
  ]);
  return ok({ ...progress, environments, startedBy });
}
