import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { type PausedEndpoint, pauseMail } from '@/lib/domain/webhook-deliveries/pause-mail';
import { WARNED_ADDRESSES } from '@/lib/domain/workspaces/warned-addresses';

/** How long every attempt must have failed. It is longer than the schedule of a delivery. */
const FAILS_FOR = 5 * DAY;

interface Paused extends PausedEndpoint {
  recipients: string[];
  proven: boolean;
}

/**
 * Pauses the given endpoints that answered 410 Gone, or that have failed for five days, tells the workspace, and audits it,
 * in the transaction that records their attempts. Deliveries wait until a member resumes the endpoint.
 */
export async function pauseFailing(
  tx: Transaction,
  { failed, gone }: { failed: readonly string[]; gone: readonly string[] },
): Promise<void> {
  const at = now();
  const paused = await tx.$queryRaw<Paused[]>`
    WITH paused AS (
      UPDATE webhook_endpoints SET paused_at = ${at},
        pause_reason = CASE WHEN id = ANY(${gone}) THEN 'gone' ELSE 'failure' END::"WebhookPauseReason"
      WHERE paused_at IS NULL
        AND (id = ANY(${gone}) OR (id = ANY(${failed}) AND failing_since <= ${new Date(at.getTime() - FAILS_FOR)}))
      RETURNING id, workspace_id, environment, url, pause_reason, failing_since
    )
    SELECT paused.id, paused.environment, paused.url, paused.pause_reason AS reason,
      COALESCE(paused.failing_since, ${at}) AS "failingSince", w.id AS "workspaceId", w.name AS "workspaceName",
      warned.recipients, warned.proven
    FROM paused JOIN workspaces w ON w.id = paused.workspace_id ${WARNED_ADDRESSES}`;
  for (const { recipients, proven, ...endpoint } of paused) {
    const mail = pauseMail(endpoint, proven);
    for (const to of recipients) await enqueueMail(tx, { to, ...mail });
    await recordAudit(tx, SYSTEM, {
      action: 'webhook.pause',
      workspaceId: endpoint.workspaceId,
      targetId: endpoint.id,
      detail: {
        url: endpoint.url,
        environment: endpoint.environment,
        because: endpoint.reason,
        since: endpoint.failingSince.toISOString(),
      },
    });
  }
}
