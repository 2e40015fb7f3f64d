import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Attempt } from '@/lib/domain/webhook-deliveries/attempt';
import type { ClaimedDelivery } from '@/lib/domain/webhook-deliveries/claim';
import { rangeOf } from '@/lib/domain/webhook-deliveries/event-time';
import { pauseFailing } from '@/lib/domain/webhook-deliveries/pause-failing';
import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import { nextAttemptAfter } from '@/lib/domain/webhook-deliveries/schedule';

/** How much of a request body is stored, in characters. */
const KEPT_LENGTH = 4_096;

export interface MadeAttempt {
  delivery: ClaimedDelivery;
  attempt: Attempt;
}

/** Text as PostgreSQL can store it: without NUL and halves of surrogate pairs. */
function storable(text: string): string {
  return text.slice(0, KEPT_LENGTH).toWellFormed().replaceAll('\0', '');
}

function toLogRow({ delivery, attempt }: MadeAttempt) {
  const { at, durationMs, url, requestHeaders, requestBody, response, error } = attempt;
  return {
    deliveryId: delivery.id,
    deliveryCreatedAt: delivery.at,
    at,
    durationMs,
    url,
    status: response?.status ?? null,
    error: error && storable(error),
    requestHeaders,
    requestBody: storable(requestBody),
    responseHeaders: response?.headers,
    responseBody: response && storable(response.body),
  };
}

function toResult({ delivery, attempt }: MadeAttempt, protocol: WebhookProtocol) {
  const { succeeded, unsendable, at, retryAfterMs, response, error } = attempt;
  const isFinal = response !== null && protocol.isRetried?.(response.status) === false;
  const isOver = succeeded || unsendable || isFinal;
  const nextAttemptAt = isOver ? null : nextAttemptAfter(protocol, delivery.attempts, now(), retryAfterMs);
  const state = succeeded ? 'delivered' : nextAttemptAt ? 'pending' : 'failed';
  return {
    id: delivery.id,
    createdAt: delivery.at,
    attempts: delivery.attempts,
    state,
    nextAttemptAt,
    finishedAt: state === 'pending' ? null : at,
    status: response?.status ?? null,
    error: error && storable(error),
  };
}

/** Keeps the deliveries from being deleted before the end of the transaction, and returns the ids of those that are left. */
async function lockDeliveries(tx: Transaction, made: readonly MadeAttempt[]): Promise<Set<string>> {
  const { first, last } = rangeOf(made.map(({ delivery }) => delivery.at));
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM webhook_deliveries
    WHERE id = ANY(${made.map(({ delivery }) => delivery.id)}) AND created_at >= ${first} AND created_at <= ${last}
    FOR KEY SHARE`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Finishes or postpones deliveries. One that was replayed or claimed again in the meantime stays as it is. Later deliveries
 * of the same subject are postponed with it, because they must wait for it.
 */
async function recordResults(
  tx: Transaction,
  made: readonly MadeAttempt[],
  protocol: WebhookProtocol,
): Promise<void> {
  const results = made.map((each) => toResult(each, protocol));
  const { first, last } = rangeOf(made.map(({ delivery }) => delivery.at));
  const postponed = await tx.$queryRaw<{ id: string }[]>`
    WITH result AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS result(id text, "createdAt" timestamptz,
        attempts smallint, state "WebhookDeliveryState", "nextAttemptAt" timestamptz, "finishedAt" timestamptz,
        status smallint, error text)
    ), recorded AS (
      UPDATE webhook_deliveries delivery SET state = result.state, next_attempt_at = result."nextAttemptAt",
        finished_at = result."finishedAt", last_status = result.status, last_error = result.error, claimed_until = NULL
      FROM result
      WHERE delivery.id = result.id AND delivery.created_at = result."createdAt"
        AND delivery.created_at >= ${first} AND delivery.created_at <= ${last}
        AND delivery.attempts = result.attempts AND delivery.claimed_until IS NOT NULL
      RETURNING delivery.id, delivery.state
    )
    SELECT id FROM recorded WHERE state = 'pending'`;
  const ids = postponed.map(({ id }) => id);
  if (ids.length > 0) await postponeLater(tx, ids);
}

async function postponeLater(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    WITH later AS (
      SELECT later.delivery_id, later.created_at, max(recorded.next_attempt_at) AS next_attempt_at
      FROM pending_webhook_deliveries recorded
      JOIN pending_webhook_deliveries later ON later.queue = recorded.queue AND later.subject = recorded.subject
        AND later.position > recorded.position AND later.next_attempt_at < recorded.next_attempt_at
      WHERE recorded.delivery_id = ANY(${ids})
      GROUP BY later.delivery_id, later.created_at
    )
    UPDATE webhook_deliveries delivery SET next_attempt_at = later.next_attempt_at
    FROM later WHERE delivery.id = later.delivery_id AND delivery.created_at = later.created_at
      AND delivery.state = 'pending' AND delivery.next_attempt_at < later.next_attempt_at`;
}

/** Records since when endpoints fail. One success ends that. */
async function recordHealth(tx: Transaction, succeeded: string[], failed: string[]): Promise<void> {
  await tx.$executeRaw`
    WITH endpoint AS (
      SELECT id FROM webhook_endpoints
      WHERE (id = ANY(${succeeded}) AND failing_since IS NOT NULL) OR (id = ANY(${failed}) AND failing_since IS NULL)
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE webhook_endpoints
    SET failing_since = CASE WHEN webhook_endpoints.id = ANY(${succeeded}) THEN NULL ELSE ${now()}::timestamptz END
    FROM endpoint WHERE webhook_endpoints.id = endpoint.id`;
}

/** The endpoints of attempts. Test events tell nothing about an endpoint, because a member watches them. */
function endpointsOf(made: readonly MadeAttempt[]): string[] {
  const ids = made.flatMap(({ delivery: { endpointId, type } }) =>
    endpointId && type !== 'webhook.test' ? [endpointId] : [],
  );
  return [...new Set(ids)];
}

/** Records attempts and what follows from them, in one transaction. */
export async function recordAttempts(made: readonly MadeAttempt[], protocol: WebhookProtocol): Promise<void> {
  const failures = made.filter(({ attempt }) => !attempt.succeeded && !attempt.unsendable);
  const succeeded = endpointsOf(made.filter(({ attempt }) => attempt.succeeded));
  const failed = endpointsOf(failures).filter((id) => !succeeded.includes(id));
  const gone = endpointsOf(failures.filter(({ attempt }) => attempt.gone));
  await db().$transaction(async (tx) => {
    const kept = await lockDeliveries(tx, made);
    await tx.webhookAttempt.createMany({
      data: made.filter(({ delivery }) => kept.has(delivery.id)).map(toLogRow),
    });
    await recordResults(tx, made, protocol);
    if (succeeded.length + failed.length > 0) await recordHealth(tx, succeeded, failed);
    if (failed.length + gone.length > 0) await pauseFailing(tx, { failed, gone });
  });
}
