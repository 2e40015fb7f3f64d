import type { BulkSelectionInput } from '@/lib/domain/bulk-actions/schema';

type ListFilter = Record<string, string>;

/** Which keys of the list are selected. */
export interface Selection {
  /** The filter of the list. */
  filter: ListFilter;
  /** How many keys matched when everything was selected; null if keys are picked. */
  all: number | null;
  /** The keys that were picked, or those that were left out of everything. */
  ids: ReadonlySet<string>;
}

/** Nothing, under a filter. */
export const noSelection = (filter: ListFilter): Selection => ({ filter, all: null, ids: new Set() });

/** The same selection; empty under another filter. */
export function underFilter(selection: Selection, filter: ListFilter): Selection {
  return JSON.stringify(selection.filter) === JSON.stringify(filter) ? selection : noSelection(filter);
}

export const isSelected = ({ all, ids }: Selection, id: string): boolean => ids.has(id) !== (all !== null);

/** How many keys are selected. It stays the same while keys stop matching, because a bulk action changes them. */
export const countSelected = ({ all, ids }: Selection): number => (all === null ? ids.size : all - ids.size);

/** The same selection with some keys or without them. */
export function mark(selection: Selection, keyIds: readonly string[], selected: boolean): Selection {
  const ids = new Set(selection.ids);
  for (const id of keyIds) {
    if (selected === (selection.all !== null)) ids.delete(id);
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
export function toInput({ filter, all, ids }: Selection): BulkSelectionInput {
  return all === null ? { keyIds: [...ids] } : { filter, except: [...ids] };
}
