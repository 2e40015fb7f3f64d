import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import type { CarrierQueue, QueuedRow } from '@/lib/domain/delivery/carrier-queue';
import { refundCharges } from '@/lib/domain/key-calls/refund-charges';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';

export interface Failure<Status> {
  id: string;
  status: Status;
  /** For the operator. */
  reason: string;
}

/**
 * Ends a message or voice call that no carrier has accepted, and refunds its price. Returns false and changes nothing if
 * it is no longer queued.
 */
export async function failAndRefund<Row extends QueuedRow, Status extends string>(
  { finalize, chargeKind, refundAction }: CarrierQueue<Row, Status>,
  { id, status, reason }: Failure<Status>,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const [failed] = await finalize(tx, [id], { from: 'queued', status, at: now(), reason });
    if (!failed) return false;
    const { workspaceId, apiKeyId, environment, price: amount, createdAt } = failed;
    const charges = [{ kind: chargeKind, reference: id, amount }];
    await refundCharges(tx, { workspaceId, environment, charges, apiKeyId, chargedAt: createdAt });
    await recordAudit(tx, SYSTEM, {
      action: refundAction,
      workspaceId,
      targetId: id,
      detail: { status, price: toDecimal(amount, RECORDED_DECIMALS) },
    });
    return true;
  });
}
