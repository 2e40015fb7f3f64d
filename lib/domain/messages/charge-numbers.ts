import { db } from '@/lib/db/client';

/** The numbers of the charges of a workspace's messages in the ledger, by the id of the message. */
export async function chargeNumbers(
  workspaceId: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string | null, bigint>> {
  const charges = await db().ledgerEntry.findMany({
    where: { reference: { in: [...messageIds] }, chargeKind: 'message', kind: 'charge', workspaceId },
    select: { reference: true, number: true },
  });
  return new Map(charges.map(({ reference, number }) => [reference, number]));
}
