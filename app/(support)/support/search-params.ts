import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { PASTED_KEYS } from '@/lib/domain/api-keys/pasted-keys';

/** The URL parameters of the search. They never contain a key. */
const searchParams = {
  q: parseAsString.withDefault(''),
  pasted: parseAsStringLiteral(PASTED_KEYS),
};

export const loadSearchParams = createLoader(searchParams);
const serialize = createSerializer(searchParams);

/** The URL of the results for a text. */
export function searchHref(params: Parameters<typeof serialize>[1]): string {
  return serialize('/support', params);
}
