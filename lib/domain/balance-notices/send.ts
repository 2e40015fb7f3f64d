import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { lowBalanceMail } from '@/lib/domain/balance-notices/mail';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { transact } from '@/lib/domain/transact';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { WARNED_ADDRESSES } from '@/lib/domain/workspaces/warned-addresses';
import { ok, type Result } from '@/lib/errors';

const BATCH = 100;
/** Refunds lift a balance above the limit for a moment. A warning that follows within this time says nothing new. */
const QUIET_MS = DAY;

interface WaitingNotice {
  id: string;
  workspaceId: string;
  workspaceName: string;
  currency: string;
  balance: bigint;
  threshold: bigint;
  createdAt: Date;
  recipients: string[];
  /** Whether the recipients have confirmed their addresses. A contact address may belong to anyone. */
  proven: boolean;
}

/** Locks the notices that wait, so that two workers never send the same one. */
function claimNotices(tx: Transaction): Promise<WaitingNotice[]> {
  return tx.$queryRaw<WaitingNotice[]>`
    SELECT n.id, n.workspace_id AS "workspaceId", w.name AS "workspaceName", w.currency, n.balance, n.threshold,
      n.created_at AS "createdAt", warned.recipients, warned.proven
    FROM low_balance_notices n JOIN workspaces w ON w.id = n.workspace_id
    ${WARNED_ADDRESSES}
    WHERE n.sent_at IS NULL AND w.closed_at IS NULL
    ORDER BY n.created_at, n.id LIMIT ${BATCH}
    FOR UPDATE OF n SKIP LOCKED`;
}

/** Whether an email has said the same a short time ago, and nobody has added money since. */
async function isRepeated(tx: Transaction, notice: WaitingNotice): Promise<boolean> {
  const { workspaceId, threshold, createdAt } = notice;
  const earlier = await tx.lowBalanceNotice.findFirst({
    where: { workspaceId, threshold, sentAt: { gt: new Date(createdAt.getTime() - QUIET_MS) } },
    orderBy: { sentAt: 'desc' },
    select: { createdAt: true },
  });
  if (!earlier) return false;
  const credit = await tx.ledgerEntry.findFirst({
    where: { workspaceId, environment: 'live', kind: 'credit' },
    orderBy: { number: 'desc' },
    select: { createdAt: true },
  });
  return !credit || credit.createdAt <= earlier.createdAt;
}

async function sendNotice(tx: Transaction, actor: Actor, notice: WaitingNotice): Promise<void> {
  const { id, workspaceId, workspaceName, currency, recipients, proven } = notice;
  const balance = { amount: notice.balance, currency };
  const threshold = { amount: notice.threshold, currency };
  const mail = lowBalanceMail({ workspaceId, workspaceName, balance, threshold }, proven);
  for (const to of recipients) await enqueueMail(tx, { to, ...mail });
  await tx.lowBalanceNotice.update({
    where: { id, workspaceId },
    data: { sentAt: now() },
    select: { id: true },
  });
  await recordAudit(tx, actor, {
    action: 'wallet.warn_of_low_balance',
    targetId: workspaceId,
    workspaceId,
    detail: {
      balance: { amount: toDecimal(balance.amount, RECORDED_DECIMALS), currency },
      threshold: { amount: toDecimal(threshold.amount, RECORDED_DECIMALS), currency },
    },
  });
}

/**
 * Warns of live balances that fell below the limit of their workspace: once for each fall, to the contact address of the
 * workspace or else to its owners. Within a day, a fall after a refund is not reported again. If nobody has a confirmed
 * address, there is no email. Handles one batch and returns how many notices it sent. Refuses everyone but the system with
 * FORBIDDEN.
 */
export async function sendBalanceNotices(actor: Actor): Promise<Result<number>> {
  const authorized = authorizeSystem(actor, 'balance-notices/send');
  if (!authorized.ok) return authorized;
  return transact(actor, async (tx) => {
    let sent = 0;
    for (const notice of await claimNotices(tx)) {
      if (notice.recipients.length === 0 || (await isRepeated(tx, notice))) {
        await tx.lowBalanceNotice.delete({ where: { id: notice.id, workspaceId: notice.workspaceId } });
      } else {
        await sendNotice(tx, actor, notice);
        sent += 1;
      }
    }
    return ok(sent);
  });
}
