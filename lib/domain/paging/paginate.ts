import { ok, type Result, refuse, refuseFields } from '@/lib/errors';

/** A part of a list. */
export interface Page<Row> {
  items: Row[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
  /** How many items the whole list has, if the caller asked for a page by its number. */
  total?: number;
}

interface PagedList<Row, Position> {
  /** The cursor that the caller sent; undefined for the first page. */
  cursor: string | undefined;
  /** Which page the caller asked for, counted from 1; undefined if it uses cursors. */
  page?: number | undefined;
  /** How many items to leave out, instead of a cursor. */
  offset?: number | undefined;
  /** The most rows on a page. */
  limit: number;
  format: { encode(position: Position): string; decode(text: string): Position | undefined };
  /** Reads up to `take` rows that come after `position`, or from the start of the list, and leaves out the first `skip`. */
  read(position: Position | undefined, take: number, skip: number): Promise<Row[]>;
  /** How many rows the whole list has. Lists with page numbers need it. */
  count?(): Promise<number>;
  positionOf(row: Row): Position;
}

/**
 * Reads one page of a list: the one after a cursor, or the one with a number. Refuses with INVALID_REQUEST a cursor that
 * no page returned, and a cursor together with a number or an offset.
 */
export async function paginate<Row, Position>({
  cursor,
  page,
  offset = 0,
  limit,
  format,
  positionOf,
  read,
  count,
}: PagedList<Row, Position>): Promise<Result<Page<Row>>> {
  const position = cursor === undefined ? undefined : format.decode(cursor);
  if (cursor !== undefined && position === undefined) {
    return refuse('INVALID_REQUEST', 'The page you asked for does not exist.', {
      fields: { cursor: 'Take the cursor from the page before.' },
    });
  }
  if (position !== undefined && page !== undefined) {
    return refuseFields({ page: 'Give either a page or a cursor.' });
  }
  if (position !== undefined && offset > 0) {
    return refuseFields({ offset: 'Give either an offset or a cursor.' });
  }
  const skip = offset + (page === undefined ? 0 : (page - 1) * limit);
  // One row more than fits tells whether there is another page.
  const [rows, total] = await Promise.all([
    read(position, limit + 1, skip),
    page === undefined ? undefined : count?.(),
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? format.encode(positionOf(last)) : null;
  return ok(total === undefined ? { items, nextCursor } : { items, nextCursor, total });
}
