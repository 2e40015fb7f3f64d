import { db } from '@/lib/db/client';
import type { WebhookDeliveryState } from '@/lib/db/generated/enums';

/** The result of the delivery to an endpoint that was attempted last. */
export interface LastDelivery {
  id: string;
  state: WebhookDeliveryState;
  createdAt: Date;
  /** The HTTP status of the response; null without a response. */
  status: number | null;
  error: string | null;
}

/** The last delivery of each endpoint that was attempted, by the endpoint's id. */
export async function readLastDeliveries(
  workspaceId: string,
  endpointIds: readonly string[],
): Promise<Map<string, LastDelivery>> {
  const found = await Promise.all(
    endpointIds.map(async (endpointId) => {
      const row = await db().webhookDelivery.findFirst({
        where: { queue: endpointId, workspaceId, attempts: { gt: 0 } },
        orderBy: { position: 'desc' },
        select: { id: true, state: true, createdAt: true, lastStatus: true, lastError: true },
      });
      if (!row) return [];
      const { lastStatus: status, lastError: error, ...delivery } = row;
      return [[endpointId, { ...delivery, status, error }] as const];
    }),
  );
  return new Map(found.flat());
}
