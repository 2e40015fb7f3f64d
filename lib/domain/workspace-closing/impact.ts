import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeMember } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import type { Money } from '@/lib/domain/wallet/money';
import { KEPT_DAYS } from '@/lib/domain/workspace-closing/kept-days';
import { closingImpactSchema } from '@/lib/domain/workspace-closing/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/** What closing the workspace stops. */
export interface ClosingImpact {
  /** How many other members lose access. */
  otherMembers: number;
  /** How many API keys can be used at the moment. */
  keys: { live: number; sandbox: number };
  /** How many messages wait for their time or the carrier. */
  waitingMessages: number;
  /** How many voice calls wait. */
  waitingCalls: number;
  liveBalance: Money;
  /** For how many days an owner can reopen it. */
  keptDays: number;
}

/**
 * What closing the actor's workspace stops. Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, or NOT_FOUND for
 * another workspace.
 */
export async function readClosingImpact(actor: Actor, input: unknown): Promise<Result<ClosingImpact>> {
  const parsed = parse(closingImpactSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeMember(actor, 'workspace-closing/impact');
  if (!authorized.ok) return authorized;
  const { workspaceId, userId } = authorized.value;
  if (parsed.value.workspaceId !== workspaceId) {
    return refuse('NOT_FOUND', 'You are signed in to another workspace. Reload the page.');
  }
  const usable = {
    workspaceId,
    revokedAt: null,
    disabledAt: null,
    OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }],
  };
  const waiting = { workspaceId, status: 'queued' as const, nextStepAt: { not: null } };
  const [workspace, otherMembers, live, sandbox, waitingMessages, waitingCalls] = await Promise.all([
    db().workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { liveBalance: true, currency: true },
    }),
    db().membership.count({ where: { workspaceId, userId: { not: userId } } }),
    db().apiKey.count({ where: { ...usable, environment: 'live' } }),
    db().apiKey.count({ where: { ...usable, environment: 'sandbox' } }),
    db().message.count({ where: waiting }),
    db().voiceCall.count({ where: waiting }),
  ]);
  return ok({
    otherMembers,
    keys: { live, sandbox },
    waitingMessages,
    waitingCalls,
    liveBalance: { amount: workspace.liveBalance, currency: workspace.currency },
    keptDays: KEPT_DAYS,
  });
}
