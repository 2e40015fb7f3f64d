import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { addEntries } from '@/lib/domain/wallet/add-entries';
import type { Charge } from '@/lib/domain/wallet/charge';

export interface Refund {
  workspaceId: string;
  environment: Environment;
  /** The database refuses to refund a charge twice. */
  charges: readonly Charge[];
}

/** Refunds charges, in the transaction that cancels what they were for. */
export async function refund(tx: Transaction, { charges, ...ledger }: Refund): Promise<void> {
  const entries = charges.map(
    ({ kind: chargeKind, reference, amount }) => ({ kind: 'refund', amount, chargeKind, reference }) as const,
  );
  await addEntries(tx, ledger, entries);
}
