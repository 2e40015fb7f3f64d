import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { numberCursor } from '@/lib/domain/paging/number-cursor';
import { type Page, paginate } from '@/lib/domain/paging/paginate';
import { parse } from '@/lib/domain/parse';
import type { Calls } from '@/lib/domain/usage/days';
import { firstDay, matchingUsage } from '@/lib/domain/usage/matching';
import { listKeyUsageSchema } from '@/lib/domain/usage/schema';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 20;

/** What one key did. */
export interface KeyOfUse extends Calls {
  id: string;
  label: string;
  environment: Environment;
  messages: number;
  /** In millionths of the workspace's currency unit. */
  spend: bigint;
}

export interface KeyUsagePage extends Pick<Page<never>, 'nextCursor'> {
  keys: KeyOfUse[];
}

/**
 * The calls, messages and spend of each key of the actor's workspace that was used in the last days (UTC), most calls first,
 * one page at a time. Revoked keys are included. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listKeyUsage(actor: Actor, input: unknown): Promise<Result<KeyUsagePage>> {
  const parsed = parse(listKeyUsageSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'usage/by-key');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { days, cursor, ...filter } = parsed.value;
  const { calls, messages, spend } = matchingUsage(workspaceId, firstDay(now(), days), filter);
  // With only one of the two filters, the other rows would not match it.
  const hasCalls = filter.country === undefined || filter.operation !== undefined;
  const hasMessages = filter.operation === undefined || filter.country !== undefined;
  const parts = [
    ...(hasCalls
      ? [
          Prisma.sql`SELECT api_key_id, sum(succeeded) AS succeeded, sum(refused) AS refused, sum(failed) AS failed,
            0 AS messages, 0 AS spend FROM ${calls} AS called GROUP BY 1`,
        ]
      : []),
    ...(hasMessages
      ? [
          Prisma.sql`SELECT api_key_id, 0 AS succeeded, 0 AS refused, 0 AS failed, sum(messages) AS messages, 0 AS spend
            FROM ${messages} AS sent GROUP BY 1`,
          Prisma.sql`SELECT api_key_id, 0 AS succeeded, 0 AS refused, 0 AS failed, 0 AS messages, sum(amount) AS spend
            FROM ${spend} AS spent GROUP BY 1`,
        ]
      : []),
  ];
  const page = await paginate({
    cursor,
    limit: PAGE_SIZE,
    format: numberCursor,
    read: async (position, take) => {
      const skip = position === undefined ? 0n : position + 1n;
      const rows = await db().$queryRaw<KeyOfUse[]>`
        SELECT api_keys.id, label, environment, sum(succeeded)::float8 AS succeeded, sum(refused)::float8 AS refused,
          sum(failed)::float8 AS failed, sum(messages)::float8 AS messages, sum(spend)::bigint AS spend
        FROM (${Prisma.join(parts, ' UNION ALL ')}) AS used
        JOIN api_keys ON api_keys.id = used.api_key_id AND workspace_id = ${workspaceId}
        GROUP BY api_keys.id
        ORDER BY sum(succeeded + refused + failed) DESC, sum(messages) DESC, label, api_keys.id
        LIMIT ${take} OFFSET ${skip}`;
      return rows.map((row, index) => ({ ...row, number: skip + BigInt(index) }));
    },
    positionOf: ({ number }) => number,
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ keys: items.map(({ number: _, ...key }) => key), nextCursor });
}
