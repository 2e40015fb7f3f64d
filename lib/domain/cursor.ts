export interface Cursor {
  createdAt: Date;
  id: string;
}

/** From here on a date has no place in a timestamp of four-digit years. */
const YEAR_10000 = Date.UTC(10_000, 0);

/** A place in a list that is ordered by creation, newest first, as an opaque word for a URL. */
export function encodeCursor({ createdAt, id }: Cursor): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url');
}

/** Reads what `encodeCursor` made; undefined for anything else. */
export function decodeCursor(text: string): Cursor | undefined {
  const [, milliseconds, id] = /^(\d{1,15})\.([a-z]+_[0-9A-Za-z]{1,64})$/.exec(decode(text)) ?? [];
  if (!milliseconds || !id) return undefined;
  return Number(milliseconds) < YEAR_10000 ? { createdAt: new Date(Number(milliseconds)), id } : undefined;
}

function decode(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8');
}

/** The condition for rows that come after `cursor` in a list ordered by creation and id, newest first. */
export function after({ createdAt, id }: Cursor) {
  // The first condition follows from the others, but an index can begin there.
  return {
    createdAt: { lte: createdAt },
    OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }],
  };
}

/** The order that cursors stand for. */
export const NEWEST_FIRST = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
