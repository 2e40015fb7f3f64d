import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { statsSchema } from '@/lib/domain/messages/schema';
import { parse } from '@/lib/domain/parse';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuseFields } from '@/lib/errors';

const PRESET_MS = 7 * DAY;
const MAX_MS = 92 * DAY;

/** What happened to the messages that were created in a period. */
export interface MessageStats {
  period: { since: Date; until: Date };
  messages: number;
  segments: number;
  statuses: Record<MessageStatus, number>;
  /** How many ended without being submitted, and were refunded. They are also counted by status. */
  refunded: number;
  /** What they cost, without what was refunded. */
  price: Money;
  /** Delivered messages as a part of those that were submitted and have a final status, 0 to 1; null without any. */
  deliveryRate: number | null;
}

interface Row {
  status: MessageStatus;
  refunded: boolean;
  messages: bigint;
  segments: bigint;
  price: bigint;
}

/**
 * The messages of a key's workspace and environment in a period, counted by status. Without a start it is the week before
 * the end, without an end it ends now. Refuses with INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function readMessageStats(actor: Actor, input: unknown): Promise<Result<MessageStats>> {
  const parsed = parse(statsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/stats');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { until = now() } = parsed.value;
  const { since = new Date(until.getTime() - PRESET_MS) } = parsed.value;
  if (since > until) return refuseFields({ until: 'Give a time after the start of the period.' });
  if (until.getTime() - since.getTime() > MAX_MS) return refuseFields({ since: 'Give at most 92 days.' });

  const [rows, { currency }] = await Promise.all([
    db().$queryRaw<Row[]>`
      SELECT status, status NOT IN ('queued', 'sent') AND sent_at IS NULL AS refunded, count(*) AS messages,
        sum(segments)::bigint AS segments, sum(price)::bigint AS price
      FROM messages
      WHERE workspace_id = ${workspaceId} AND environment = ${environment}::"Environment"
        AND created_at >= ${since} AND created_at < ${until}
      GROUP BY 1, 2`,
    db().workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { currency: true } }),
  ]);
  return ok({ period: { since, until }, ...summarize(rows, currency) });
}

function summarize(rows: readonly Row[], currency: string): Omit<MessageStats, 'period'> {
  const sum = (counted: (row: Row) => bigint) => rows.reduce((total, row) => total + counted(row), 0n);
  const count = (isMeant: (row: Row) => boolean) => Number(sum((row) => (isMeant(row) ? row.messages : 0n)));
  const withStatus = (status: MessageStatus) => count((row) => row.status === status);
  const delivered = withStatus('delivered');
  const finalized = count(({ status, refunded }) => !refunded && status !== 'queued' && status !== 'sent');
  return {
    messages: count(() => true),
    segments: Number(sum(({ segments }) => segments)),
    statuses: {
      queued: withStatus('queued'),
      sent: withStatus('sent'),
      delivered,
      undelivered: withStatus('undelivered'),
      expired: withStatus('expired'),
      canceled: withStatus('canceled'),
    },
    refunded: count(({ refunded }) => refunded),
    price: { amount: sum(({ refunded, price }) => (refunded ? 0n : price)), currency },
    deliveryRate: finalized === 0 ? null : delivered / finalized,
  };
}
