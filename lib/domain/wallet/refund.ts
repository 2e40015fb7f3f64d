import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { BALANCE_COLUMN } from '@/lib/domain/wallet/balance-column';
import type { Charge } from '@/lib/domain/wallet/charge';
import { newId } from '@/lib/ids';

export interface Refund {
  workspaceId: string;
  environment: Environment;
  /** The database refuses to refund a charge twice. */
  charge: Charge;
}

/** Refunds a charge, in the transaction that cancels what it was for. */
export async function refund(
  tx: Transaction,
  { workspaceId, environment, charge: { kind: chargeKind, reference, amount } }: Refund,
): Promise<void> {
  await tx.workspace.update({
    where: { id: workspaceId },
    data: { [BALANCE_COLUMN[environment]]: { increment: amount } },
    select: { id: true },
  });
  await tx.ledgerEntry.create({
    data: {
      id: newId('led'),
      workspaceId,
      environment,
      kind: 'refund',
      amount,
      chargeKind,
      reference,
      messageId: chargeKind === 'message' ? reference : null,
      createdAt: now(),
    },
    select: { id: true },
  });
}
