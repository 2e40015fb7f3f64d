import { db } from '@/lib/db/client';
import type { BulkOutcome } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { refuseUnknownBulkAction } from '@/lib/domain/bulk-actions/lock-open';
import { type BulkProgress, bulkActionColumns, readProgress } from '@/lib/domain/bulk-actions/progress';
import { bulkActionSchema } from '@/lib/domain/bulk-actions/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** How many keys of an outcome are named. */
const NAMED_MAX = 20;

export interface BulkResult extends BulkProgress {
  /** The first keys that stayed as they are, of each reason. */
  named: { id: string; label: string; outcome: Exclude<BulkOutcome, 'changed'> }[];
}

/**
 * How far a bulk action is, and which keys stayed as they are. Refuses with INVALID_REQUEST, NOT_FOUND (also for one of
 * another workspace) or FORBIDDEN.
 */
export async function readBulkAction(actor: Actor, input: unknown): Promise<Result<BulkResult>> {
  const parsed = parse(bulkActionSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'bulk-actions/read');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const row = await db().bulkAction.findFirst({
    where: { id: parsed.value.bulkActionId, workspaceId },
    select: bulkActionColumns,
  });
  if (!row) return refuseUnknownBulkAction();
  const [progress, named] = await Promise.all([
    readProgress(db(), row),
    db().$queryRaw<BulkResult['named']>`
      SELECT key.id, key.label, ranked.outcome::text FROM (
        SELECT api_key_id, outcome, position, row_number() OVER (PARTITION BY outcome ORDER BY position) AS rank
        FROM bulk_action_keys WHERE bulk_action_id = ${row.id} AND outcome <> 'changed'
      ) AS ranked
      JOIN api_keys AS key ON key.id = ranked.api_key_id AND key.workspace_id = ${workspaceId}
      WHERE ranked.rank <= ${NAMED_MAX} ORDER BY ranked.outcome, ranked.position`,
  ]);
  return ok({ ...progress, named });
}
