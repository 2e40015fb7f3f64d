import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { entryColumns, type LedgerRow, ledgerWhere, toEntryView } from '@/lib/domain/ledger/entry-view';
import { LEDGER_CSV } from '@/lib/domain/ledger/export-format';
import { exportLedgerSchema } from '@/lib/domain/ledger/schema';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

const BATCH = 500;

async function* writeLedger(where: Prisma.LedgerEntryWhereInput, newest: bigint): AsyncGenerator<string> {
  yield LEDGER_CSV.header;
  for (let from: bigint | undefined = newest; from !== undefined; ) {
    const rows: LedgerRow[] = await db().ledgerEntry.findMany({
      where: { ...where, number: { lte: from } },
      orderBy: { number: 'desc' },
      take: BATCH,
      select: entryColumns,
    });
    if (rows.length === 0) return;
    yield LEDGER_CSV.lines(rows.map(toEntryView));
    const last = rows.at(-1);
    from = last && rows.length === BATCH ? last.number - 1n : undefined;
  }
}

/**
 * Exports the ledger of the actor's workspace in one environment, newest first, as CSV in parts, so that a large file
 * does not have to fit into memory. The export is audited.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function exportLedger(actor: Actor, input: unknown): Promise<Result<AsyncGenerator<string>>> {
  const parsed = parse(exportLedgerSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'ledger/export');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const where = await ledgerWhere(workspaceId, parsed.value);
  return transact(authorized.value, async (tx) => {
    // The file does not contain what is charged while it is written.
    const last = await tx.ledgerEntry.findFirst({
      where,
      orderBy: { number: 'desc' },
      select: { number: true },
    });
    await recordAudit(tx, authorized.value, {
      action: 'wallet.export',
      targetId: workspaceId,
      detail: { filter: parsed.value },
    });
    return ok(writeLedger(where, last?.number ?? 0n));
  });
}
