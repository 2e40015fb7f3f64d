import { z } from 'zod';
import { pageLimit } from '@/lib/domain/paging/schema';

const MAX_PER_PAGE = 200;

/** The query of a list. */
export const pageQuery = {
  cursor: z.string().optional().describe('Where to continue: `next_cursor` of the page before.'),
  per_page: pageLimit(MAX_PER_PAGE).default('20'),
};

const shape = z.strictObject(pageQuery);

/** The page as the domain reads it. */
export function readPage({ cursor, per_page }: z.output<typeof shape>) {
  return { cursor, limit: per_page };
}

/** A list in a response. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    data: z.array(item),
    meta: z.strictObject({ next_cursor: z.string().nullable().describe('Null on the last page.') }),
  });
}

/** What a list says about its pages. */
export function toMeta({ nextCursor }: { nextCursor: string | null }) {
  return { next_cursor: nextCursor };
}
