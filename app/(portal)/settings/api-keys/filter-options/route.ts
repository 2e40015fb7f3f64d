import { memberRoute } from '@/lib/actions/member-route';
import { readKeyFilterOptions } from '@/lib/domain/api-keys/filter-options';

/** The creators, owners and tags of the workspace's keys, for the filter of the list. */
export const GET = memberRoute('api-keys/filter-options', readKeyFilterOptions);
