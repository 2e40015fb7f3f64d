import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { type Breakpoint, CELL_CLASSES } from '@/components/captioned-cell';
import { LinkProgress } from '@/components/link-progress';

interface Column {
  name: string;
  /** Classes for its width and alignment. */
  width: string;
  /** Its name is only for screen readers. */
  isNameHidden?: boolean;
  /** Shown instead of the name, such as a checkbox for all rows. */
  control?: ReactElement;
  /** How to sort the rows by it; undefined if they can't be. */
  sort?: ColumnSort;
}

export interface ColumnSort {
  /** The URL of the list, sorted by the column; in the other direction if it is sorted by it. */
  href: string;
  /** How the rows are sorted; undefined if they are sorted by another column. */
  direction: 'ascending' | 'descending' | undefined;
}

/** Tailwind finds classes only if they are written out. */
const CLASSES: Record<Breakpoint, Record<'table' | 'head' | 'body' | 'sort', string>> = {
  '48rem': {
    table: '@[48rem]:table @[48rem]:table-fixed',
    head: '@max-[48rem]:sr-only',
    body: '@[48rem]:table-row-group',
    sort: 'hidden @[48rem]:inline-flex',
  },
  '56rem': {
    table: '@[56rem]:table @[56rem]:table-fixed',
    head: '@max-[56rem]:sr-only',
    body: '@[56rem]:table-row-group',
    sort: 'hidden @[56rem]:inline-flex',
  },
};

interface CardTableProps {
  /** For screen readers. */
  caption: string;
  columns: readonly Column[];
  from: Breakpoint;
  /** The rows. */
  children: ReactNode;
}

/** A table with column headers, or cards if its container has little room. */
export function CardTable({ caption, columns, from, children }: CardTableProps) {
  const { table, head, body, sort: inTable } = CLASSES[from];
  const { onCard } = CELL_CLASSES[from];
  return (
    <table className={`block w-full ${table}`}>
      <caption className="sr-only">{caption}</caption>
      <thead className={head}>
        <tr className="border-b text-left text-ink-muted text-xs">
          {columns.map(({ name, width, isNameHidden, control, sort }) => (
            <th
              key={name}
              scope="col"
              aria-sort={sort?.direction}
              className={`px-2 py-2.5 font-medium first:pl-4 last:pr-4 ${width}`}
            >
              {control ? (
                <>
                  {/* On cards, there is no place for a control. */}
                  <span className={onCard}>{name}</span>
                  <span className={inTable}>{control}</span>
                </>
              ) : sort ? (
                <>
                  {/* On cards, there is no place for a link. */}
                  <span className={onCard}>{name}</span>
                  <SortLink name={name} sort={sort} className={inTable} />
                </>
              ) : isNameHidden ? (
                <span className="sr-only">{name}</span>
              ) : (
                name
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={`block divide-y ${body}`}>{children}</tbody>
    </table>
  );
}

function SortLink({ name, sort, className }: { name: string; sort: ColumnSort; className: string }) {
  const Arrow = sort.direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <Link
      prefetch={false}
      href={sort.href}
      scroll={false}
      className={`relative -mx-1 items-center gap-0.5 rounded px-1 hover:text-ink ${sort.direction ? 'text-ink' : ''} ${className}`}
    >
      <span>{name}</span>
      {sort.direction && <Arrow aria-hidden className="size-3 shrink-0" />}
      <LinkProgress />
    </Link>
  );
}
