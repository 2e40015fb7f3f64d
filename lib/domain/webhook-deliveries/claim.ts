import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Environment, WebhookRequestFormat } from '@/lib/db/generated/enums';
import { rangeOf } from '@/lib/domain/webhook-deliveries/event-time';
import { PENDING_QUEUES } from '@/lib/domain/webhook-deliveries/pending-queues';
import { log } from '@/lib/log';

/** How many attempts a queue makes at the same time, in all processes. */
export const PER_ENDPOINT = 20;
const PER_WORKSPACE_CALLBACKS = 5;
const PER_FAILING_ENDPOINT = 1;
/** Any number, as long as nothing else uses it. */
const CLAIM_LOCK = 4_021_726;

/** A delivery that this process sends now. */
export interface ClaimedDelivery {
  id: string;
  workspaceId: string;
  environment: Environment;
  /** Null for a callback URL. */
  endpointId: string | null;
  url: string;
  /** How many attempts of the schedule there are, the current one included. */
  attempts: number;
  eventId: string;
  type: string;
  /** When the event happened. */
  at: Date;
  data: unknown;
  /** How it is sent; null: with POST and the provider's own body. */
  requestFormat: WebhookRequestFormat | null;
  sealedHeaders: Uint8Array | null;
  sealedSecret: Uint8Array | null;
  oldSealedSecret: Uint8Array | null;
  oldSecretEndsAt: Date | null;
  /** Whether the last attempt of the endpoint failed. */
  failing: boolean;
}

export interface ClaimLimits {
  /** How many deliveries to claim. */
  total: number;
  /** How many of them can go to endpoints that are failing. */
  failing: number;
  /** Longer than an attempt can take. After that, another worker may send a delivery that has no recorded result. */
  leaseMs: number;
}

interface Due {
  id: string;
  createdAt: Date;
  failing: boolean;
}

/** Finds what is due, without reading the partitions. */
function findDue(tx: Transaction, { total, failing }: ClaimLimits, at: Date): Promise<Due[]> {
  return tx.$queryRaw<Due[]>`
    WITH RECURSIVE ${PENDING_QUEUES}, open AS (
      SELECT pending.queue, endpoint.failing_since IS NOT NULL AS failing,
        CASE
          WHEN endpoint.id IS NULL THEN ${PER_WORKSPACE_CALLBACKS}::int
          WHEN endpoint.failing_since IS NULL THEN ${PER_ENDPOINT}::int
          ELSE ${PER_FAILING_ENDPOINT}::int
        END - (
          SELECT count(*) FROM pending_webhook_deliveries sending
          WHERE sending.queue = pending.queue AND sending.claimed_until > ${at}
        ) AS room
      FROM pending LEFT JOIN webhook_endpoints endpoint ON endpoint.id = pending.queue
      WHERE endpoint.paused_at IS NULL AND (endpoint.id IS NOT NULL OR pending.queue LIKE 'callback:%')
    ), due AS (
      SELECT head.delivery_id, head.created_at, open.failing, head.next_attempt_at,
        row_number() OVER (PARTITION BY open.queue ORDER BY head.next_attempt_at, head.position) AS turn
      FROM open CROSS JOIN LATERAL (
        SELECT delivery_id, created_at, next_attempt_at, position FROM pending_webhook_deliveries delivery
        WHERE queue = open.queue AND next_attempt_at <= ${at}
          AND (claimed_until IS NULL OR claimed_until <= ${at}) AND subject <> event_id
          AND NOT EXISTS (
            SELECT FROM pending_webhook_deliveries earlier
            WHERE earlier.queue = delivery.queue AND earlier.subject = delivery.subject
              AND earlier.position < delivery.position
          )
        ORDER BY next_attempt_at, position LIMIT greatest(open.room, 0)
      ) AS head
      UNION ALL
      SELECT test.delivery_id, test.created_at, FALSE, test.next_attempt_at, 0
      FROM pending_webhook_deliveries test JOIN webhook_endpoints endpoint ON endpoint.id = test.queue
      WHERE test.subject = test.event_id AND test.next_attempt_at <= ${at}
        AND (test.claimed_until IS NULL OR test.claimed_until <= ${at})
    )
    SELECT delivery_id AS id, created_at AS "createdAt", failing FROM (
      SELECT *, row_number() OVER (PARTITION BY failing ORDER BY turn, next_attempt_at) AS place FROM due
    ) AS ranked
    WHERE NOT failing OR place <= ${failing}::int
    ORDER BY turn, next_attempt_at LIMIT ${total}::int`;
}

/** A delivery that is claimed. The type is null if its event is not there. */
type Claimed = Omit<ClaimedDelivery, 'type'> & { type: string | null };

const isSendable = (claimed: Claimed): claimed is ClaimedDelivery => claimed.type !== null;

/** Claims what was found and is still due. Only the partitions of its times are read. */
function claim(tx: Transaction, due: readonly Due[], at: Date, leaseMs: number): Promise<Claimed[]> {
  const { first, last } = rangeOf(due.map(({ createdAt }) => createdAt));
  const claimedUntil = new Date(at.getTime() + leaseMs);
  return tx.$queryRaw<Claimed[]>`
    WITH claimed AS (
      UPDATE webhook_deliveries delivery SET attempts = attempts + 1, claimed_until = ${claimedUntil}
      WHERE id = ANY(${due.map(({ id }) => id)}) AND created_at >= ${first} AND created_at <= ${last}
        AND state = 'pending' AND next_attempt_at <= ${at} AND (claimed_until IS NULL OR claimed_until <= ${at})
      RETURNING *
    )
    SELECT claimed.id, claimed.workspace_id AS "workspaceId", claimed.environment, claimed.endpoint_id AS "endpointId",
      COALESCE(endpoint.url, claimed.url) AS url, claimed.attempts, claimed.event_id AS "eventId", event.type,
      claimed.created_at AS at, event.data, endpoint.request_format AS "requestFormat",
      endpoint.sealed_headers AS "sealedHeaders",
      COALESCE(endpoint.sealed_secret, settings.sealed_secret, workspace.sealed_callback_secret) AS "sealedSecret",
      COALESCE(endpoint.old_sealed_secret, settings.old_sealed_secret) AS "oldSealedSecret",
      COALESCE(endpoint.old_secret_ends_at, settings.old_secret_ends_at) AS "oldSecretEndsAt",
      claimed.id = ANY(${due.filter(({ failing }) => failing).map(({ id }) => id)}) AS failing
    FROM claimed
    LEFT JOIN webhook_events event ON event.id = claimed.event_id AND event.created_at = claimed.created_at
      AND event.created_at >= ${first} AND event.created_at <= ${last}
    LEFT JOIN webhook_endpoints endpoint ON endpoint.id = claimed.endpoint_id
    LEFT JOIN webhook_settings settings ON settings.id = endpoint.settings_id
    LEFT JOIN workspaces workspace ON workspace.id = claimed.workspace_id AND claimed.endpoint_id IS NULL
    ORDER BY claimed.position`;
}

/** Deletes deliveries that nothing can be sent for. Otherwise they would be claimed again and again. */
async function deleteWithoutEvent(tx: Transaction, claimed: readonly Claimed[]): Promise<void> {
  if (claimed.length === 0) return;
  const ids = claimed.map(({ id }) => id);
  const { first, last } = rangeOf(claimed.map(({ at }) => at));
  await tx.webhookDelivery.deleteMany({ where: { id: { in: ids }, createdAt: { gte: first, lte: last } } });
  log.error({ deliveries: ids }, 'Webhook deliveries without their events were deleted');
}

/**
 * Claims deliveries that are due. Each queue gets its turn: first one delivery of each, then a second one. A queue has a
 * limit of attempts at the same time, and an endpoint whose last attempt failed tries one at a time, so that endpoints that
 * do not respond leave room for others. A delivery waits until earlier ones of its subject are finished. A test event waits
 * for nothing, not even for a paused endpoint.
 *
 * Claims run one after another in all processes, because the limits count what others have claimed.
 */
export async function claimDeliveries(limits: ClaimLimits): Promise<ClaimedDelivery[]> {
  const at = now();
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CLAIM_LOCK}::bigint)`;
    const due = await findDue(tx, limits, at);
    if (due.length === 0) return [];
    const claimed = await claim(tx, due, at, limits.leaseMs);
    await deleteWithoutEvent(
      tx,
      claimed.filter((each) => !isSendable(each)),
    );
    return claimed.filter(isSendable);
  });
}
