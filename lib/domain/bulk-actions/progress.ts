import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { BulkOutcome } from '@/lib/db/generated/enums';
import { type BulkChange, readChange } from '@/lib/domain/bulk-actions/change';
import type { BulkKind } from '@/lib/domain/bulk-actions/limits';
import type { OutcomeCount } from '@/lib/domain/bulk-actions/plan';

/** How far a bulk action is. */
export interface BulkProgress {
  id: string;
  kind: BulkKind;
  /** What each key gets, such as a date. */
  change: BulkChange;
  startedAt: Date;
  /** Null: keys wait. */
  endedAt: Date | null;
  keys: number;
  /** The keys that do not wait any more. */
  done: number;
  changed: number;
  /** The keys that stayed as they are, by why. */
  others: OutcomeCount[];
}

export const bulkActionColumns = {
  id: true,
  change: true,
  createdAt: true,
  endedAt: true,
} satisfies Prisma.BulkActionSelect;

export type BulkActionRow = Prisma.BulkActionGetPayload<{ select: typeof bulkActionColumns }>;

/** How far a stored bulk action is. */
export async function readProgress(tx: Transaction, row: BulkActionRow): Promise<BulkProgress> {
  const counts = await tx.bulkActionKey.groupBy({
    by: ['outcome'],
    where: { bulkActionId: row.id },
    _count: { _all: true },
  });
  const count = (wanted: BulkOutcome | null) =>
    counts.find(({ outcome }) => outcome === wanted)?._count._all ?? 0;
  const keys = counts.reduce((sum, { _count }) => sum + _count._all, 0);
  const change = readChange(row.change);
  return {
    id: row.id,
    kind: change.kind,
    change,
    startedAt: row.createdAt,
    endedAt: row.endedAt,
    keys,
    done: keys - count(null),
    changed: count('changed'),
    others: counts.flatMap(({ outcome, _count }) =>
      outcome === null || outcome === 'changed' ? [] : [{ outcome, keys: _count._all }],
    ),
  };
}
