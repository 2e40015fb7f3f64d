import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { entryColumns, type LedgerEntryView, toEntryView } from '@/lib/domain/ledger/entry-view';
import { withIds } from '@/lib/domain/messages/with-ids';
import { numberCursor } from '@/lib/domain/paging/number-cursor';
import { type Page, paginate } from '@/lib/domain/paging/paginate';
import { createdWithin } from '@/lib/domain/paging/schema';
import { parse } from '@/lib/domain/parse';
import { listTransactionsSchema } from '@/lib/domain/transactions/schema';
import { ok, type Result } from '@/lib/errors';

/** One movement of money, as the API shows it. */
export interface TransactionView extends LedgerEntryView {
  /** Counted from 1 in the workspace and environment. */
  number: bigint;
  /** The batch of the message that it is for, if any. */
  batchId: string | null;
}

export interface TransactionPage extends Omit<Page<never>, 'items'> {
  transactions: TransactionView[];
}

/** The batches of messages, by the id of the message. */
async function batchesOf(
  workspaceId: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string | null, string | null>> {
  const messages = await db().message.findMany({
    where: { ...withIds(messageIds), workspaceId, batchId: { not: null } },
    select: { id: true, batchId: true },
  });
  return new Map(messages.map(({ id, batchId }) => [id, batchId]));
}

/**
 * The ledger of a key's workspace and environment, newest first, one page at a time. Refuses with INVALID_REQUEST, or
 * FORBIDDEN for anyone but a key.
 */
export async function listTransactions(actor: Actor, input: unknown): Promise<Result<TransactionPage>> {
  const parsed = parse(listTransactionsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'transactions/list');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { limit, cursor, page: number, kind, ...period } = parsed.value;
  const where: Prisma.LedgerEntryWhereInput = {
    workspaceId,
    environment,
    ...createdWithin(period),
    ...(kind && { kind }),
  };
  const page = await paginate({
    cursor,
    page: number,
    limit,
    format: numberCursor,
    read: (position, take, skip) =>
      db().ledgerEntry.findMany({
        where: position === undefined ? where : { ...where, number: { lt: position } },
        orderBy: { number: 'desc' },
        take,
        skip,
        select: { ...entryColumns, messageId: true },
      }),
    positionOf: (entry) => entry.number,
    count: () => db().ledgerEntry.count({ where }),
  });
  if (!page.ok) return page;
  const { items, ...rest } = page.value;
  const batches = await batchesOf(
    workspaceId,
    items.flatMap(({ messageId }) => messageId ?? []),
  );
  const transactions = items.map(({ messageId, ...row }) => ({
    ...toEntryView(row),
    number: row.number,
    batchId: batches.get(messageId) ?? null,
  }));
  return ok({ transactions, ...rest });
}
