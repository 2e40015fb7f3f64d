import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { KEY_FILTERS } from '@/lib/domain/api-keys/filters';

/** The URL parameters of the list. */
const listParams = {
  filter: parseAsStringLiteral(KEY_FILTERS).withDefault('current'),
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
};

export const loadListParams = createLoader(listParams);
const serialize = createSerializer(listParams);

/** The parameters in the URL, checked. Missing ones are null or have their default. */
export type ListParams = inferParserType<typeof listParams>;

/** The URL of the list. Parameters that are left out have their defaults. */
export function listHref(params: Partial<ListParams>): string {
  return serialize('/settings/api-keys', params);
}
