import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { refundCharges } from '@/lib/domain/key-calls/refund-charges';
import { finalizeMessages } from '@/lib/domain/messages/change-status';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';

export interface FailedMessage {
  id: string;
  status: 'undelivered' | 'expired';
  /** For the operator. */
  reason: string;
}

/**
 * Ends a message that no carrier has accepted, and refunds its price. Returns false and changes nothing if the message
 * is no longer queued.
 */
export async function failAndRefund({ id, status, reason }: FailedMessage): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const [message] = await finalizeMessages(tx, [id], { from: 'queued', status, at: now(), reason });
    if (!message) return false;
    const { workspaceId, apiKeyId, environment, price: amount, createdAt } = message;
    const charges = [{ kind: 'message', reference: id, amount } as const];
    await refundCharges(tx, { workspaceId, environment, charges, apiKeyId, chargedAt: createdAt });
    await recordAudit(tx, SYSTEM, {
      action: 'messages.refund',
      workspaceId,
      targetId: id,
      detail: { status, price: toDecimal(amount, RECORDED_DECIMALS) },
    });
    return true;
  });
}
