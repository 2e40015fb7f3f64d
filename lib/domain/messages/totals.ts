import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { totalsSchema } from '@/lib/domain/messages/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuseFields } from '@/lib/errors';

const PRESET_MS = 30 * DAY;
const MAX_MS = 366 * DAY;
/** No customer has more labels than one can look at. */
const MAX_GROUPS = 1_000;

/** The messages of one day, country or label. */
export interface MessageTotal {
  /** A day in UTC such as 2026-11-26, a country (ISO 3166-1 alpha-2), or a label. Null: without one. */
  key: string | null;
  messages: number;
  /** What they cost, without what was refunded, in millionths of the currency unit. */
  price: bigint;
}

export type MessageTotals = MessageTotal[];

const KEYS = {
  day: Prisma.sql`to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  country: Prisma.sql`country`,
  label: Prisma.sql`label`,
} as const;

/**
 * How many messages a key's workspace and environment sent in a period, and what they cost, by day, country or label.
 * Without a start it is the 30 days before the end, without an end it ends now. Refuses with INVALID_REQUEST, or FORBIDDEN
 * for anyone but a key.
 */
export async function readMessageTotals(actor: Actor, input: unknown): Promise<Result<MessageTotals>> {
  const parsed = parse(totalsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/totals');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { by, label, until = now() } = parsed.value;
  const { since = new Date(until.getTime() - PRESET_MS) } = parsed.value;
  if (since > until) return refuseFields({ until: 'Give a time after the start of the period.' });
  if (until.getTime() - since.getTime() > MAX_MS) return refuseFields({ since: 'Give at most 366 days.' });
  const rows = await db().$queryRaw<{ key: string | null; messages: bigint; price: bigint }[]>`
    SELECT ${KEYS[by]} AS key, count(*) AS messages,
      COALESCE(sum(price) FILTER (WHERE status IN ('queued', 'sent') OR sent_at IS NOT NULL), 0)::bigint AS price
    FROM messages
    WHERE workspace_id = ${workspaceId} AND environment = ${environment}::"Environment"
      AND created_at >= ${since} AND created_at < ${until}
      ${label === undefined ? Prisma.empty : Prisma.sql`AND label = ${label}`}
    GROUP BY 1 ORDER BY 1 LIMIT ${MAX_GROUPS}`;
  return ok(rows.map(({ messages, ...row }) => ({ ...row, messages: Number(messages) })));
}
