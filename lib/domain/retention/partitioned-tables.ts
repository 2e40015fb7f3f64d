import type { Period } from '@/lib/db/partitions/names';
import { leftoversKeptSince } from '@/lib/domain/retention/kept-time';

/** A table whose rows are in partitions by a time that never changes. */
export interface PartitionedTable {
  name: string;
  /** The column with the time: a date or a timestamp. */
  column: string;
  /** The shorter rows are kept, the shorter it is. */
  period: Period;
  /** Rows from before this time are removed: partitions as a whole. Left out: rows are kept without an end. */
  keptSince?: () => Date;
}

/** The partitioned tables. Those that refer to others come before them. */
export const PARTITIONED_TABLES: readonly PartitionedTable[] = [
  { name: 'key_refusals', column: 'at', period: 'day', keptSince: leftoversKeptSince },
];
