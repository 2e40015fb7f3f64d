import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { PASTED_KEYS } from '@/lib/domain/api-keys/pasted-keys';

/** The URL parameters of a key's page. All but the first are about its rejected calls. */
const keyParams = {
  /** Set if the page was found by a pasted secret. */
  pasted: parseAsStringLiteral(PASTED_KEYS),
  code: parseAsString,
  operation: parseAsString,
  address: parseAsString,
  cursor: parseAsString,
  /** The group whose calls are shown. */
  group: parseAsString,
  calls: parseAsString,
  /** The request id of the call that is shown. */
  request: parseAsString,
};

const urlKeys = { cursor: 'refusals' } as const;

export const loadKeyParams = createLoader(keyParams, { urlKeys });
const serialize = createSerializer(keyParams, { urlKeys });

export type KeyParams = inferParserType<typeof keyParams>;

/** The URL of a key's page with some of its rejected calls. */
export function refusalsHref(keyId: string, params: Partial<KeyParams>): string {
  return serialize(`/settings/api-keys/${keyId}`, params);
}
