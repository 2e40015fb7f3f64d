import { z } from 'zod';
import { pageLimit } from '@/lib/domain/paging/schema';

const PRESET_LIMIT = '20';

/** The query of a list. */
export const pageQuery = {
  page: z
    .string()
    .regex(/^\d{1,6}$/, 'Give a whole number from 0.')
    .default('0')
    .describe('The page, from 0.'),
  limit: pageLimit(100).default(PRESET_LIMIT),
};

interface PageQuery {
  page?: string | undefined;
  limit?: string | undefined;
}

/** The page as the domain counts it: from 1. */
export function readPage({ page = '0', limit = PRESET_LIMIT }: PageQuery) {
  return { page: String(Number(page) + 1), limit };
}

/** What a list says about its pages. */
export const pageFields = { total: z.int(), page: z.int(), limit: z.int() };

/** The pages of a list. */
export function toPageFields(
  { total = 0 }: { total?: number },
  { page = '0', limit = PRESET_LIMIT }: PageQuery,
) {
  return { total, page: Number(page), limit: Number(limit) };
}
