import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ChargeKind, Environment, LedgerKind } from '@/lib/db/generated/enums';
import { BALANCE_COLUMN, ENTRIES_COLUMN } from '@/lib/domain/wallet/ledger-columns';
import { newId } from '@/lib/ids';

/** What one entry of a ledger adds. */
export interface AddedEntry {
  kind: LedgerKind;
  /** In millionths of the currency unit. */
  amount: bigint;
  chargeKind?: ChargeKind;
  reference?: string;
  /** The payment that a credit is from, or that a reversal takes back. */
  paymentId?: string;
}

/** Adds entries to the ledger of a workspace, in this order, and their sum to its balance. */
export async function addEntries(
  tx: Transaction,
  { workspaceId, environment }: { workspaceId: string; environment: Environment },
  entries: readonly AddedEntry[],
): Promise<void> {
  const total = entries.reduce((sum, { amount }) => sum + amount, 0n);
  const workspace = await tx.workspace.update({
    where: { id: workspaceId },
    data: {
      [BALANCE_COLUMN[environment]]: { increment: total },
      [ENTRIES_COLUMN[environment]]: { increment: entries.length },
    },
    select: { liveBalance: true, sandboxBalance: true, liveEntries: true, sandboxEntries: true },
  });
  let balanceAfter = workspace[BALANCE_COLUMN[environment]] - total;
  let number = workspace[ENTRIES_COLUMN[environment]] - BigInt(entries.length);
  const createdAt = now();
  const data = entries.map((entry) => {
    balanceAfter += entry.amount;
    number += 1n;
    return {
      ...entry,
      messageId: entry.chargeKind === 'message' ? entry.reference : null,
      voiceCallId: entry.chargeKind === 'voice_call' ? entry.reference : null,
      id: newId('led'),
      workspaceId,
      environment,
      number,
      balanceAfter,
      createdAt,
    };
  });
  await tx.ledgerEntry.createMany({ data });
}
