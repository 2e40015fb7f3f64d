import { HOUR, now } from '@/lib/clock';
import { Prisma } from '@/lib/db/generated/client';
import { Environment } from '@/lib/db/generated/enums';
import { PENDING_QUEUES } from '@/lib/domain/webhook-deliveries/pending-queues';

/** Rows that wait for the worker, or for a member who continues a bulk action. */
export interface QueueSource {
  queue: 'messages' | 'voice_calls' | 'lookups' | 'webhooks' | 'mails' | 'bulk_actions';
  /** Null: the rows belong to none, or to both. */
  environment: Environment | null;
  /** Selects `since`, the time since when each row waits. */
  rows: Prisma.Sql;
}

/** Longer than any pause between two attempts. What is due later is scheduled, and does not wait yet. */
const HORIZON_MS = HOUR;

function carrierQueues(environment: Environment, at: Date, horizon: Date): QueueSource[] {
  const ofEnvironment = Prisma.sql`environment = ${environment}::"Environment" AND next_step_at <= ${horizon}`;
  return [
    {
      queue: 'messages',
      environment,
      rows: Prisma.sql`
        SELECT COALESCE(scheduled_at, created_at) AS since FROM messages
        WHERE ${ofEnvironment} AND status = 'queued' AND COALESCE(scheduled_at, created_at) <= ${at}`,
    },
    {
      queue: 'voice_calls',
      environment,
      rows: Prisma.sql`
        SELECT created_at AS since FROM voice_calls WHERE ${ofEnvironment} AND status = 'queued'`,
    },
    {
      queue: 'lookups',
      environment,
      rows: Prisma.sql`
        SELECT COALESCE(scheduled_at, created_at) AS since FROM lookup_lists
        WHERE ${ofEnvironment} AND COALESCE(scheduled_at, created_at) <= ${at}`,
    },
  ];
}

/**
 * Deliveries that are due, of endpoints that respond. Those of an endpoint that is paused or failing wait for the customer's
 * server.
 */
function webhooks(at: Date): QueueSource {
  return {
    queue: 'webhooks',
    environment: null,
    rows: Prisma.sql`
      WITH RECURSIVE ${PENDING_QUEUES}
      SELECT delivery.next_attempt_at AS since FROM pending
      LEFT JOIN webhook_endpoints endpoint ON endpoint.id = pending.queue
      JOIN pending_webhook_deliveries delivery ON delivery.queue = pending.queue
      WHERE endpoint.paused_at IS NULL AND endpoint.failing_since IS NULL
        AND (endpoint.id IS NOT NULL OR pending.queue LIKE 'callback:%')
        AND delivery.next_attempt_at <= ${at}
        AND (delivery.claimed_until IS NULL OR delivery.claimed_until <= ${at})`,
  };
}

/** Everything that waits. */
export function queueSources(): QueueSource[] {
  const at = now();
  const horizon = new Date(at.getTime() + HORIZON_MS);
  return [
    ...Object.values(Environment).flatMap((environment) => carrierQueues(environment, at, horizon)),
    webhooks(at),
    {
      queue: 'mails',
      environment: null,
      rows: Prisma.sql`SELECT created_at AS since FROM mails WHERE next_attempt_at <= ${horizon}`,
    },
    {
      queue: 'bulk_actions',
      environment: null,
      rows: Prisma.sql`SELECT created_at AS since FROM bulk_actions WHERE ended_at IS NULL`,
    },
  ];
}
