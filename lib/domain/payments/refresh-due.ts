import { DAY, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { settlePayment } from '@/lib/domain/payments/settle';
import { readSession, stripeClient } from '@/lib/domain/payments/stripe';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';
import { log } from '@/lib/log';

const BATCH = 10;
/** How long to wait for an event before Stripe is asked. */
const CHECK_EVERY_MS = 10 * MINUTE;
/** A process was stopped between storing a payment and asking Stripe for its page. */
const GIVE_UP_AFTER_MS = DAY;

interface DuePayment {
  id: string;
  workspaceId: string;
  sessionId: string | null;
  createdAt: Date;
}

/** Claims payments whose state may be outdated, so that two workers never ask about the same one. */
function claimDue(at: Date): Promise<DuePayment[]> {
  return db().$queryRaw<DuePayment[]>`
    UPDATE payments SET checked_at = ${at}
    WHERE id IN (
      SELECT id FROM payments
      WHERE finalized_at IS NULL AND checked_at < ${new Date(at.getTime() - CHECK_EVERY_MS)}
      ORDER BY checked_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )
    RETURNING id, workspace_id AS "workspaceId", session_id AS "sessionId", created_at AS "createdAt"`;
}

function giveUp(actor: Actor, { id, workspaceId }: DuePayment): Promise<Result<null>> {
  return transact(actor, async (tx) => {
    const data = { status: 'failed', finalizedAt: now() } as const;
    const { count } = await tx.payment.updateMany({ where: { id, workspaceId, sessionId: null }, data });
    if (count > 0) {
      await recordAudit(tx, actor, {
        action: 'payment.fail',
        workspaceId,
        targetId: id,
        detail: { status: 'failed' },
      });
    }
    return ok(null);
  });
}

/**
 * Asks Stripe about payments that are not final, in case an event did not arrive. Handles one batch and returns how many.
 * Refuses everyone but the system with FORBIDDEN.
 */
export async function refreshDuePayments(actor: Actor): Promise<Result<number>> {
  const authorized = authorizeSystem(actor, 'payments/refresh-due');
  if (!authorized.ok) return authorized;
  const system = authorized.value;
  const stripe = await stripeClient();
  if (!stripe) return ok(0);
  const at = now();
  const due = await claimDue(at);
  for (const payment of due) {
    try {
      if (payment.sessionId) await settlePayment(system, await readSession(stripe, payment.sessionId));
      else if (at.getTime() - payment.createdAt.getTime() > GIVE_UP_AFTER_MS) await giveUp(system, payment);
    } catch (err) {
      log.warn({ err, payment: payment.id }, 'Stripe could not be asked about a payment');
    }
  }
  return ok(due.length);
}
