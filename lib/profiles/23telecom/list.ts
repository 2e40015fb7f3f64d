import { z } from 'zod';
import { pageLimit } from '@/lib/domain/paging/schema';
import { STATUS_FILTERS, wireStatus } from '@/lib/profiles/23telecom/message';
import { periodQuery, toPeriod } from '@/lib/profiles/23telecom/period';

const PRESET_LIMIT = '25';

/** The part of a query that says which page of a list to return. */
export const pageQuery = {
  page: z.string().default('1').describe('The number of the page, from 1.'),
  limit: pageLimit(100).default(PRESET_LIMIT),
};

/** The query of a list of messages. */
export const listQuery = {
  ...pageQuery,
  status: wireStatus.optional().describe('Only messages with this status.'),
  phone: z.string().optional().describe('Only messages to this number.'),
  country: z.string().optional().describe('Only messages to this country (ISO 3166-1 alpha-2).'),
  sender: z.string().optional().describe('Only messages from this sender.'),
  ...periodQuery,
};

const listShape = z.strictObject(listQuery);

/** The input of the domain for a query. */
export function readListQuery(query: z.output<typeof listShape>) {
  const { page, limit, status, phone, country, sender } = query;
  const period = toPeriod(query);
  return {
    page,
    limit,
    ...(status && STATUS_FILTERS[status]),
    to: phone,
    country,
    from: sender,
    ...period,
  };
}

/** What a list says about its pages. */
export const pageFields = { total: z.int(), page: z.int(), limit: z.int(), total_pages: z.int() };

/** The pages of a list. */
export function toPageFields({ total = 0 }: { total?: number }, query: { page?: string; limit?: string }) {
  const limit = Number(query.limit ?? PRESET_LIMIT);
  return { total, page: Number(query.page ?? '1'), limit, total_pages: Math.ceil(total / limit) };
}
