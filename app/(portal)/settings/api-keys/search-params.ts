import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { Environment } from '@/lib/db/generated/enums';
import {
  EXPIRY_FILTERS,
  KEY_FILTERS,
  KEY_SORTS,
  LIMIT_FILTERS,
  NEWEST_FIRST,
  USE_FILTERS,
} from '@/lib/domain/api-keys/filters';
import { HEALTH_FILTERS } from '@/lib/domain/api-keys/health';
import { withoutNulls } from '@/lib/without-nulls';

/** The URL parameters of the list. */
const listParams = {
  filter: parseAsStringLiteral(KEY_FILTERS).withDefault('current'),
  q: parseAsString.withDefault(''),
  environment: parseAsStringLiteral(Object.values(Environment)),
  scope: parseAsString,
  creator: parseAsString,
  expires: parseAsStringLiteral(EXPIRY_FILTERS),
  used: parseAsStringLiteral(USE_FILTERS),
  limits: parseAsStringLiteral(LIMIT_FILTERS),
  health: parseAsStringLiteral(HEALTH_FILTERS),
  tag: parseAsString,
  owner: parseAsString,
  sort: parseAsStringLiteral(KEY_SORTS).withDefault(NEWEST_FIRST),
  cursor: parseAsString,
};

export const loadListParams = createLoader(listParams);
const serialize = createSerializer(listParams);

/** The parameters in the URL, checked. Missing ones are null or have their default. */
export type ListParams = inferParserType<typeof listParams>;

/** The parameters in the URL as input of the verbs, without the page. */
export function toKeyFilter({ q, cursor: _, ...params }: ListParams): Record<string, string> {
  return { ...withoutNulls(params), search: q };
}

/** The same without the order, as bulk actions get it. */
export function toUnsortedFilter(params: ListParams): Record<string, string> {
  const { sort: _, ...filter } = toKeyFilter(params);
  return filter;
}

/** The parameters that the form of the filter has, as text; empty if the URL has none. */
export function toFormValues({ cursor: _, ...params }: ListParams): KeyFilterValues {
  const { filter, sort, q, ...rest } = params;
  return {
    environment: '',
    scope: '',
    creator: '',
    expires: '',
    used: '',
    limits: '',
    health: '',
    tag: '',
    owner: '',
    ...withoutNulls(rest),
    q,
    filter: filter === 'current' ? '' : filter,
    sort: sort === NEWEST_FIRST ? '' : sort,
  };
}

export type KeyFilterValues = Record<Exclude<keyof ListParams, 'cursor'>, string>;

/** The URL of the list. Parameters that are left out have their defaults. */
export function listHref(params: Partial<ListParams>): string {
  return serialize('/settings/api-keys', params);
}

/** The URL of a file with the keys that match these parameters. */
export function exportHref({ cursor: _, ...params }: ListParams): string {
  return serialize('/settings/api-keys/export', params);
}
