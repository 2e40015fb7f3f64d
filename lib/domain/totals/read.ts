import type { z } from 'zod';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { utcDay } from '@/lib/db/utc-day';
import type { Actor, ApiKeyActor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { totalsSchema } from '@/lib/domain/totals/schema';
import { ok, type Result, refuseFields } from '@/lib/errors';

const PRESET_MS = 30 * DAY;
const MAX_MS = 366 * DAY;
/** No customer has more labels than one can look at. */
const MAX_GROUPS = 1_000;

/** What was used on one day, in one country, or under one label. */
export interface UsageTotal {
  /** A day in UTC such as 2026-11-26, a country (ISO 3166-1 alpha-2), or a label. Null: without one. */
  key: string | null;
  messages: number;
  voiceCalls: number;
  /** Numbers whose subscriber (HLR) was looked up. */
  hlr: number;
  /** Numbers whose network (MNP) was looked up. */
  mnp: number;
  /** What all this and lookups of names cost, without what was refunded, in millionths of the currency unit. */
  price: bigint;
}

export type UsageTotals = UsageTotal[];

interface Wanted extends Pick<z.output<typeof totalsSchema>, 'by' | 'label'> {
  since: Date;
  until: Date;
}

const DAY_OF_ROW = Prisma.sql`to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

const KEYS = {
  messages: { day: DAY_OF_ROW, country: Prisma.sql`country::text`, label: Prisma.sql`label` },
  voiceCalls: { day: DAY_OF_ROW, country: Prisma.sql`country::text`, label: Prisma.sql`NULL` },
  lookups: {
    day: Prisma.sql`to_char(day, 'YYYY-MM-DD')`,
    country: Prisma.sql`NULLIF(country, '')`,
    label: Prisma.sql`NULL`,
  },
} as const;

function ofWorkspace({ workspaceId, environment }: ApiKeyActor) {
  return Prisma.sql`workspace_id = ${workspaceId} AND environment = ${environment}::"Environment"`;
}

const inPeriod = ({ since, until }: Wanted) => Prisma.sql`created_at >= ${since} AND created_at < ${until}`;

const messageTotals = (apiKey: ApiKeyActor, wanted: Wanted) => Prisma.sql`
  SELECT ${KEYS.messages[wanted.by]} AS key, count(*) AS messages, 0 AS voice_calls, 0 AS hlr, 0 AS mnp,
    sum(price) FILTER (WHERE status IN ('queued', 'sent') OR sent_at IS NOT NULL) AS price
  FROM messages
  WHERE ${ofWorkspace(apiKey)} AND ${inPeriod(wanted)}
    ${wanted.label === undefined ? Prisma.empty : Prisma.sql`AND label = ${wanted.label}`}
  GROUP BY 1`;

const voiceCallTotals = (apiKey: ApiKeyActor, wanted: Wanted) => Prisma.sql`
  SELECT ${KEYS.voiceCalls[wanted.by]}, 0, count(*), 0, 0,
    sum(price) FILTER (WHERE status = 'queued' OR started_at IS NOT NULL)
  FROM voice_calls
  WHERE ${ofWorkspace(apiKey)} AND ${inPeriod(wanted)}
  GROUP BY 1`;

/** Lookups are counted by day, so that a part of a day means the whole. */
const lookupTotals = (apiKey: ApiKeyActor, wanted: Wanted) => Prisma.sql`
  SELECT ${KEYS.lookups[wanted.by]}, 0, 0, sum(numbers) FILTER (WHERE kind = 'hlr'),
    sum(numbers) FILTER (WHERE kind = 'mnp'), sum(price)
  FROM lookup_totals
  WHERE ${ofWorkspace(apiKey)} AND day >= ${utcDay(wanted.since)}
    AND day < ${wanted.until}::timestamptz AT TIME ZONE 'UTC'
  GROUP BY 1`;

/**
 * What a key's workspace and environment used in a period, and what it cost, by day, country or label. Without a start it
 * is the 30 days before the end, without an end it ends now. With a label, only messages count. Refuses with
 * INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function readTotals(actor: Actor, input: unknown): Promise<Result<UsageTotals>> {
  const parsed = parse(totalsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'totals/read');
  if (!authorized.ok) return authorized;
  const { by, label, until = now() } = parsed.value;
  const { since = new Date(until.getTime() - PRESET_MS) } = parsed.value;
  if (since > until) return refuseFields({ until: 'Give a time after the start of the period.' });
  if (until.getTime() - since.getTime() > MAX_MS) return refuseFields({ since: 'Give at most 366 days.' });
  const wanted = { by, label, since, until };
  const counted = label === undefined ? [messageTotals, voiceCallTotals, lookupTotals] : [messageTotals];
  const parts = counted.map((totals) => totals(authorized.value, wanted));
  const rows = await db().$queryRaw<UsageTotals>`
    SELECT key, sum(messages)::integer AS messages, sum(voice_calls)::integer AS "voiceCalls",
      COALESCE(sum(hlr), 0)::integer AS hlr, COALESCE(sum(mnp), 0)::integer AS mnp,
      COALESCE(sum(price), 0)::bigint AS price
    FROM (${Prisma.join(parts, ' UNION ALL ')}) AS used
    GROUP BY 1 ORDER BY 1 LIMIT ${MAX_GROUPS}`;
  return ok(rows);
}
