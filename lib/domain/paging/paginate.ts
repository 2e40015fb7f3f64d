import { ok, type Result, refuse } from '@/lib/errors';

/** A part of a list. */
export interface Page<Row> {
  items: Row[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

interface PagedList<Row, Position> {
  /** The cursor that the caller sent; undefined for the first page. */
  cursor: string | undefined;
  /** The most rows on a page. */
  limit: number;
  format: { encode(position: Position): string; decode(text: string): Position | undefined };
  /** Reads up to `take` rows that come after `position`, or from the start of the list. */
  read(position: Position | undefined, take: number): Promise<Row[]>;
  positionOf(row: Row): Position;
}

/** Reads one page of a list. Refuses with INVALID_REQUEST a cursor that no page returned. */
export async function paginate<Row, Position>({
  cursor,
  limit,
  format,
  positionOf,
  read,
}: PagedList<Row, Position>): Promise<Result<Page<Row>>> {
  const position = cursor === undefined ? undefined : format.decode(cursor);
  if (cursor !== undefined && position === undefined) {
    return refuse('INVALID_REQUEST', 'The page you asked for does not exist.', {
      fields: { cursor: 'Take the cursor from the page before.' },
    });
  }
  // One row more than fits tells whether there is another page.
  const rows = await read(position, limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? format.encode(positionOf(last)) : null;
  return ok({ items, nextCursor });
}
