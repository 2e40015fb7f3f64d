import type { Prisma } from '@/lib/db/generated/client';
import type { Environment, LookupKind } from '@/lib/db/generated/enums';
import type { LookupResult } from '@/lib/domain/lookups/view';
import type { Page } from '@/lib/domain/paging/paginate';
import type { Money } from '@/lib/domain/wallet/money';

export const LOOKUP_LIST_STATUSES = ['queued', 'running', 'completed', 'failed'] as const;

/** `queued`: not begun. `failed`: none of the numbers that the carrier was asked about was answered. */
export type LookupListStatus = (typeof LOOKUP_LIST_STATUSES)[number];

/** Numbers that are looked up in the background. */
export interface LookupListView {
  id: string;
  environment: Environment;
  kind: LookupKind;
  status: LookupListStatus;
  /** How many numbers it has. */
  total: number;
  /** How many of them have a result, or will never have one. */
  done: number;
  /** What was charged and not refunded. */
  price: Money;
  createdAt: Date;
  /** When it is to begin; null: at once. */
  scheduledAt: Date | null;
  completedAt: Date | null;
}

/** A list with a page of its numbers, in their order. */
export interface LookupListPage extends Omit<Page<never>, 'items'> {
  list: LookupListView;
  results: LookupResult[];
}

export const listColumns = {
  id: true,
  environment: true,
  kind: true,
  total: true,
  asked: true,
  answered: true,
  failed: true,
  price: true,
  createdAt: true,
  scheduledAt: true,
  startedAt: true,
  completedAt: true,
  workspace: { select: { currency: true } },
} satisfies Prisma.LookupListSelect;

type ListRow = Prisma.LookupListGetPayload<{ select: typeof listColumns }>;

function statusOf({ asked, answered, startedAt, completedAt }: ListRow): LookupListStatus {
  if (completedAt) return asked > 0 && answered === 0 ? 'failed' : 'completed';
  return startedAt ? 'running' : 'queued';
}

/** A stored list as its owner sees it. */
export function toListView(row: ListRow): LookupListView {
  const { asked, answered, failed, price, workspace, startedAt: _, ...list } = row;
  return {
    ...list,
    status: statusOf(row),
    done: list.total - asked + answered + failed,
    price: { amount: price, currency: workspace.currency },
  };
}
