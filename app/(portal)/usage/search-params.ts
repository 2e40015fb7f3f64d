import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { USAGE_PERIODS } from '@/lib/domain/usage/schema';

/** The URL parameters of the page. */
const usageParams = {
  days: parseAsNumberLiteral(USAGE_PERIODS).withDefault(30),
  environment: parseAsStringLiteral(['live', 'sandbox']),
  keyId: parseAsString,
  operation: parseAsString,
};

/** Parameters that have another name in the URL. */
const urlKeys = { keyId: 'key' } as const;

export const loadUsageParams = createLoader(usageParams, { urlKeys });
const serialize = createSerializer(usageParams, { urlKeys });

/** The parameters in the URL. Missing ones are null or have their default. */
export type UsageParams = inferParserType<typeof usageParams>;

/** The URL of the page. Parameters that are left out have their defaults. */
export function usageHref(params: Partial<UsageParams>): string {
  return serialize('/usage', params);
}
