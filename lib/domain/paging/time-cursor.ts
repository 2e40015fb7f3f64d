/** A row of a list that is ordered by a time and then by id, newest first. */
export interface TimePosition {
  at: Date;
  id: string;
}

/** Timestamps have years of four digits. */
const YEAR_10000 = Date.UTC(10_000, 0);

/** The cursor format of lists that are ordered by a time and then by id: opaque, and safe in a URL. */
export const timeCursor = {
  encode({ at, id }: TimePosition): string {
    return Buffer.from(`${at.getTime()}.${id}`).toString('base64url');
  },

  /** Undefined if `encode` did not return the text. */
  decode(text: string): TimePosition | undefined {
    const [, milliseconds, id] = /^(\d{1,15})\.([a-z]+_[0-9A-Za-z]{1,64})$/.exec(decodeText(text)) ?? [];
    if (!milliseconds || !id) return undefined;
    return Number(milliseconds) < YEAR_10000 ? { at: new Date(Number(milliseconds)), id } : undefined;
  },
};

function decodeText(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8');
}

/**
 * The condition for the rows after a position; none without a position.
 * @param column puts a condition on the column that the list is ordered by
 */
export function after<Where extends object>(
  position: TimePosition | undefined,
  column: (at: { lt?: Date; lte?: Date; equals?: Date }) => Where,
) {
  if (!position) return {};
  const { at, id } = position;
  const sameTime = { ...column({ equals: at }), id: { lt: id } };
  // The first condition follows from the others, but an index can begin there.
  return { AND: [column({ lte: at }), { OR: [column({ lt: at }), sameTime] }] };
}
