import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { ListApiKeysInput } from '@/lib/domain/api-keys/schema';

type Filter = NonNullable<ListApiKeysInput['filter']>;

export const FILTERS = ['current', 'revoked', 'all'] as const satisfies readonly Filter[];

/** What the page's address says of the list. */
export const listParams = {
  filter: parseAsStringLiteral(FILTERS).withDefault('current'),
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
};

export const loadListParams = createLoader(listParams);
const serialize = createSerializer(listParams);

/** The address of the list with these parameters; what is left out is as it is by default. */
export function listHref(params: Partial<inferParserType<typeof listParams>>): string {
  return serialize('/settings/api-keys', params);
}
