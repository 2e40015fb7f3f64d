import { z } from 'zod';

/** The members of a response that tell where a list continues. */
export const pageResource = {
  next_cursor: z.string().nullable().describe('The `cursor` of the next page; null on the last one.'),
  total: z.int().optional().describe('How many there are in all. Only with `page`.'),
};

/** The place of a page in its list, as the API shows it. */
export function toPageResource({ nextCursor, total }: { nextCursor: string | null; total?: number }) {
  return { next_cursor: nextCursor, ...(total !== undefined && { total }) };
}
