import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { KEY_FILTERS } from '@/lib/domain/api-keys/filters';

/** What the page's address says of the list. */
const listParams = {
  filter: parseAsStringLiteral(KEY_FILTERS).withDefault('current'),
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
};

export const loadListParams = createLoader(listParams);
const serialize = createSerializer(listParams);

/** What the address says, checked; what it does not say is null or as it is by default. */
export type ListParams = inferParserType<typeof listParams>;

/** The address of the list with these parameters; what is left out is as it is by default. */
export function listHref(params: Partial<ListParams>): string {
  return serialize('/settings/api-keys', params);
}
