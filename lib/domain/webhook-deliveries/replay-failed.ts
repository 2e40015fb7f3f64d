import { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { requireSending, restartDeliveries } from '@/lib/domain/webhook-deliveries/restart';
import { replayFailedSchema } from '@/lib/domain/webhook-deliveries/schema';
import { lockOwnEndpoint } from '@/lib/domain/webhook-endpoints/own-endpoint';
import { ok, type Result } from '@/lib/errors';

/**
 * Sends every delivery of an endpoint again that was created at `since` or later and failed. They keep their order and
 * their event ids. Returns how many there are.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, VIEW_ONLY, or CONFLICT while the endpoint is paused.
 */
export async function replayFailedDeliveries(
  actor: Actor,
  input: unknown,
): Promise<Result<{ deliveries: number }>> {
  const parsed = parse(replayFailedSchema, input);
  if (!parsed.ok) return parsed;
  const { endpointId, since } = parsed.value;
  return transact(actor, async (tx) => {
    const own = await lockOwnEndpoint(tx, actor, endpointId, 'webhook-deliveries/replay-failed');
    if (!own.ok) return own;
    const { endpoint, actor: operator } = own.value;
    const sending = requireSending(endpoint);
    if (!sending.ok) return sending;
    const deliveries = await restartDeliveries(tx, {
      condition: Prisma.sql`queue = ${endpointId} AND workspace_id = ${operator.workspaceId} AND state = 'failed'`,
      created: (table) => Prisma.sql`AND ${Prisma.raw(table)}.created_at >= ${since}`,
    });
    if (deliveries === 0) return ok({ deliveries });
    await recordAudit(tx, operator, {
      action: 'webhook.replay_failed',
      targetId: endpointId,
      detail: {
        url: endpoint.url,
        environment: endpoint.environment,
        since: since.toISOString(),
        deliveries,
      },
    });
    return ok({ deliveries });
  });
}
