import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { ChargeKind, LedgerKind } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { numberCursor } from '@/lib/domain/paging/number-cursor';
import { type Page, paginate } from '@/lib/domain/paging/paginate';
import { createdWithin } from '@/lib/domain/paging/schema';
import { parse } from '@/lib/domain/parse';
import { listTransactionsSchema } from '@/lib/domain/transactions/schema';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

/** One movement of money in the ledger of a workspace and environment. */
export interface TransactionView {
  /** `led_…`. */
  id: string;
  /** Counted from 1 in the workspace and environment. */
  number: bigint;
  kind: LedgerKind;
  /** Positive adds money, negative takes it. */
  amount: Money;
  balanceAfter: Money;
  /** What a charge or refund is for: the kind and the id. Null for a credit. */
  chargeKind: ChargeKind | null;
  reference: string | null;
  /** The batch of the message that it is for, if any. */
  batchId: string | null;
  createdAt: Date;
}

export interface TransactionPage extends Omit<Page<never>, 'items'> {
  transactions: TransactionView[];
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
        select: {
          id: true,
          number: true,
          kind: true,
          amount: true,
          balanceAfter: true,
          chargeKind: true,
          reference: true,
          createdAt: true,
          message: { select: { batchId: true } },
          workspace: { select: { currency: true } },
        },
      }),
    positionOf: (entry) => entry.number,
    count: () => db().ledgerEntry.count({ where }),
  });
  if (!page.ok) return page;
  const { items, ...rest } = page.value;
  const transactions = items.map(({ amount, balanceAfter, message, workspace: { currency }, ...entry }) => ({
    ...entry,
    amount: { amount, currency },
    balanceAfter: { amount: balanceAfter, currency },
    batchId: message?.batchId ?? null,
  }));
  return ok({ transactions, ...rest });
}
