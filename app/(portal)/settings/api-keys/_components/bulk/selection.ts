import type { BulkSelectionInput } from '@/lib/domain/bulk-actions/schema';

/** Which keys of the list are selected. */
export interface Selection {
  /** The filter that they were selected under. */
  scope: string;
  /** Whether everything that matches is selected. */
  isAll: boolean;
  /** The keys that were picked, or those that were left out of everything. */
  ids: ReadonlySet<string>;
}

/** Nothing, under a filter. */
export const noSelection = (scope: string): Selection => ({ scope, isAll: false, ids: new Set() });

export const isSelected = ({ isAll, ids }: Selection, id: string): boolean => ids.has(id) !== isAll;

/** @param total how many keys match the filter */
export const countSelected = ({ isAll, ids }: Selection, total: number): number =>
  isAll ? total - ids.size : ids.size;

/** The same selection with some keys or without them. */
export function mark(selection: Selection, keyIds: readonly string[], selected: boolean): Selection {
  const ids = new Set(selection.ids);
  for (const id of keyIds) {
    if (selected === selection.isAll) ids.delete(id);
    else ids.add(id);
  }
  return { ...selection, ids };
}

/** The keys between two keys of a page, with both; only the second one if the first one is on another page. */
export function between(pageIds: readonly string[], from: string | undefined, to: string): string[] {
  const start = from === undefined ? -1 : pageIds.indexOf(from);
  const end = pageIds.indexOf(to);
  if (start < 0) return [to];
  return pageIds.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** What the verbs get. */
export function toInput({ scope, isAll, ids }: Selection): BulkSelectionInput {
  return isAll ? { filter: JSON.parse(scope), except: [...ids] } : { keyIds: [...ids] };
}
