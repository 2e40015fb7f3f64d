import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { utcDay } from '@/lib/db/utc-day';
import type { Actor, WorkspaceActor } from '@/lib/domain/actor';
import { expiringSoon } from '@/lib/domain/api-keys/expiring-soon';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { isLow, readBalances } from '@/lib/domain/balance/summary';
import { readFactors } from '@/lib/domain/factors/factors';
import { isLeaked } from '@/lib/domain/key-secrets/leaked-keys';
import { readOverviewSchema } from '@/lib/domain/overview/schema';
import { parse } from '@/lib/domain/parse';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

/** The calls of one key that were rejected. */
interface RejectedCalls {
  keyId: string;
  label: string;
  calls: number;
}

/** What somebody should look at. */
export interface Attention {
  /** Whether the member has not confirmed their email address. */
  unconfirmedEmail: boolean;
  /** The keys with a secret that was reported as leaked and has not ended; null: none. */
  leaked: {
    keys: number;
    /** The one with the latest report. */
    latest: { keyId: string; label: string };
  } | null;
  /** How many keys expire within 14 days. */
  expiringKeys: number;
  /** The calls that were rejected today (UTC); null: none. */
  rejectedToday: {
    calls: number;
    keys: number;
    /** The key with most of them. */
    most: RejectedCalls;
  } | null;
  /** The live balance, if it is below what counts as low. */
  lowBalance: Money | null;
  /** The webhook endpoints that fail, or that were paused because they did. */
  failingEndpoints: { id: string; url: string }[];
}

/** What a new workspace does first, and whether it is done. */
export interface FirstSteps {
  createKey: boolean;
  firstCall: boolean;
  confirmEmail: boolean;
  secondFactor: boolean;
  webhook: boolean;
  invite: boolean;
}

export interface Overview {
  attention: Attention;
  /** Null if the member has hidden them. */
  firstSteps: FirstSteps | null;
}

async function readRejected(workspaceId: string): Promise<Attention['rejectedToday']> {
  const rows = await db().$queryRaw<(RejectedCalls & { total: number; keys: number })[]>`
    SELECT api_key_id AS "keyId", label, refused::float8 AS calls, (sum(refused) OVER ())::float8 AS total,
      (count(*) OVER ())::integer AS keys
    FROM (
      SELECT api_key_id, sum(refused) AS refused FROM api_key_daily_usage
      WHERE workspace_id = ${workspaceId} AND day = ${utcDay(now())}
      GROUP BY 1 HAVING sum(refused) > 0
    ) AS rejected JOIN api_keys ON api_keys.id = api_key_id
    ORDER BY refused DESC, label LIMIT 1`;
  const [first] = rows;
  if (!first) return null;
  const { total, keys, ...most } = first;
  return { calls: total, keys, most };
}

async function readLeaked(workspaceId: string): Promise<Attention['leaked']> {
  const rows = await db().$queryRaw<{ keyId: string; label: string; keys: number }[]>`
    SELECT key.id AS "keyId", key.label, (count(*) OVER ())::integer AS keys
    FROM (
      SELECT api_key_id, max(reported_at) AS reported_at FROM key_leaks
      WHERE workspace_id = ${workspaceId} GROUP BY 1
    ) AS reported JOIN api_keys AS key ON key.id = reported.api_key_id
    WHERE key.workspace_id = ${workspaceId} AND ${isLeaked(now())}
    ORDER BY reported.reported_at DESC, key.id LIMIT 1`;
  const [first] = rows;
  return first ? { keys: first.keys, latest: { keyId: first.keyId, label: first.label } } : null;
}

async function readFirstSteps({
  workspaceId,
  userId,
  emailVerified,
}: WorkspaceActor): Promise<FirstSteps | null> {
  const { firstStepsDismissedAt } = await db().membership.findUniqueOrThrow({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { firstStepsDismissedAt: true },
  });
  if (firstStepsDismissedAt) return null;
  const [key, call, factors, endpoint, members, invitation] = await Promise.all([
    db().apiKey.findFirst({ where: { workspaceId }, select: { id: true } }),
    db().apiKeyDailyUsage.findFirst({
      where: { workspaceId, succeeded: { gt: 0 } },
      select: { day: true },
    }),
    readFactors(db(), userId),
    db().webhookEndpoint.findFirst({ where: { workspaceId }, select: { id: true } }),
    db().membership.findMany({ where: { workspaceId }, select: { userId: true }, take: 2 }),
    db().invitation.findFirst({ where: { workspaceId }, select: { id: true } }),
  ]);
  return {
    createKey: key !== null,
    firstCall: call !== null,
    confirmEmail: emailVerified,
    secondFactor: factors.on,
    webhook: endpoint !== null,
    invite: members.length > 1 || invitation !== null,
  };
}

/**
 * What needs attention in the actor's workspace, and what the member does first. Each count reads few rows, also in a large
 * workspace. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function readOverview(actor: Actor, input: unknown): Promise<Result<Overview>> {
  const parsed = parse(readOverviewSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'overview/read');
  if (!authorized.ok) return authorized;
  const { workspaceId, emailVerified } = authorized.value;
  const [leaked, expiringKeys, rejectedToday, balances, failingEndpoints, firstSteps] = await Promise.all([
    readLeaked(workspaceId),
    db().apiKey.count({ where: { workspaceId, ...expiringSoon(now()) } }),
    readRejected(workspaceId),
    readBalances(actor),
    db().webhookEndpoint.findMany({
      where: {
        workspaceId,
        OR: [{ failingSince: { not: null }, pausedAt: null }, { pauseReason: { in: ['failure', 'gone'] } }],
      },
      orderBy: { createdAt: 'asc' },
      select: { id: true, url: true },
    }),
    readFirstSteps(authorized.value),
  ]);
  if (!balances.ok) return balances;
  const lowBalance = isLow(balances.value) ? balances.value.live : null;
  const unconfirmedEmail = !emailVerified;
  return ok({
    attention: { unconfirmedEmail, leaked, expiringKeys, rejectedToday, lowBalance, failingEndpoints },
    firstSteps,
  });
}
