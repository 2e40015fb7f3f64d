import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { entryColumns, type LedgerEntryView, ledgerWhere, toEntryView } from '@/lib/domain/ledger/entry-view';
import { listLedgerSchema } from '@/lib/domain/ledger/schema';
import { numberCursor } from '@/lib/domain/paging/number-cursor';
import { paginate } from '@/lib/domain/paging/paginate';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 50;

export interface LedgerPage {
  entries: LedgerEntryView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/**
 * The ledger of the actor's workspace in one environment, newest first, one page at a time. Refuses with
 * INVALID_REQUEST or FORBIDDEN.
 */
export async function listLedger(actor: Actor, input: unknown): Promise<Result<LedgerPage>> {
  const parsed = parse(listLedgerSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'ledger/list');
  if (!authorized.ok) return authorized;
  const { cursor, ...filter } = parsed.value;
  const where = await ledgerWhere(authorized.value.workspaceId, filter);
  const page = await paginate({
    cursor,
    limit: PAGE_SIZE,
    format: numberCursor,
    read: (position, take) =>
      db().ledgerEntry.findMany({
        where: position === undefined ? where : { ...where, number: { lt: position } },
        orderBy: { number: 'desc' },
        take,
        select: entryColumns,
      }),
    positionOf: ({ number }) => number,
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ entries: items.map(toEntryView), nextCursor });
}
