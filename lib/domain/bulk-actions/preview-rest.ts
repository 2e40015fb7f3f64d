import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { readChange } from '@/lib/domain/bulk-actions/change';
import { openSince, refuseUnknownBulkAction } from '@/lib/domain/bulk-actions/lock-open';
import { type BulkImpact, planChange } from '@/lib/domain/bulk-actions/plan';
import { bulkActionColumns } from '@/lib/domain/bulk-actions/progress';
import { bulkActionSchema } from '@/lib/domain/bulk-actions/schema';
import { readKeys } from '@/lib/domain/bulk-actions/select-keys';
import { readWaiting } from '@/lib/domain/bulk-actions/waiting';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/**
 * What continuing a bulk action would do to the keys that wait. Refuses with INVALID_REQUEST, FORBIDDEN, or NOT_FOUND if no
 * such bulk action of the workspace can go on.
 */
export async function previewRestOfBulkAction(actor: Actor, input: unknown): Promise<Result<BulkImpact>> {
  const parsed = parse(bulkActionSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'bulk-actions/preview-rest');
  if (!authorized.ok) return authorized;
  const viewer = authorized.value;
  const { workspaceId } = viewer;
  const row = await db().bulkAction.findFirst({
    where: { id: parsed.value.bulkActionId, workspaceId, endedAt: null, createdAt: { gte: openSince() } },
    select: bulkActionColumns,
  });
  if (!row) return refuseUnknownBulkAction();
  const waiting = await readWaiting(db(), row.id);
  const seen = new Map(waiting.map((key) => [key.apiKeyId, key.seen]));
  const keys = await readKeys(viewer, [...seen.keys()]);
  return ok(await planChange(viewer, readChange(row.change), keys, seen));
}
