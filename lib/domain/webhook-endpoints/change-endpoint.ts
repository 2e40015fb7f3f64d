import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { type AuditAction, recordAudit } from '@/lib/domain/audit/record';
import type { Verb } from '@/lib/domain/permissions';
import { transact } from '@/lib/domain/transact';
import { lockOwnEndpoint, type OwnEndpoint } from '@/lib/domain/webhook-endpoints/own-endpoint';
import { toView, viewColumns, type WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result } from '@/lib/errors';

export interface EndpointChange {
  action: AuditAction;
  data: Prisma.WebhookEndpointUpdateInput;
  /** What changed, for the audit log, in addition to the URL. Never a secret. */
  detail?: Prisma.InputJsonObject;
}

/**
 * Changes an endpoint of the actor's workspace and audits it, in one transaction. `decide` gets the locked endpoint and
 * returns the change, or null if there is nothing to change.
 *
 * Refuses with NOT_FOUND, with FORBIDDEN, VIEW_ONLY or NOT_FOR_SUPPORT as the permission table says, or as `decide` does.
 */
export function changeEndpoint(
  actor: Actor,
  verb: Verb,
  endpointId: string,
  decide: (
    own: OwnEndpoint & { tx: Transaction },
  ) => Result<EndpointChange | null> | Promise<Result<EndpointChange | null>>,
): Promise<Result<WebhookEndpointView>> {
  return transact(actor, async (tx) => {
    const own = await lockOwnEndpoint(tx, actor, endpointId, verb);
    if (!own.ok) return own;
    const { endpoint, actor: member } = own.value;
    const decided = await decide({ ...own.value, tx });
    if (!decided.ok) return decided;
    if (!decided.value) return ok(toView(endpoint));
    const { data, action, detail } = decided.value;
    const where = { id: endpointId, workspaceId: member.workspaceId };
    const changed = await tx.webhookEndpoint.update({ where, data, select: viewColumns });
    await recordAudit(tx, actor, {
      action,
      targetId: endpointId,
      detail: { url: endpoint.url, environment: endpoint.environment, ...detail },
    });
    return ok(toView(changed));
  });
}
