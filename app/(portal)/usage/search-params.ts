import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { USAGE_PERIODS } from '@/lib/domain/usage/schema';
import { withoutNulls } from '@/lib/without-nulls';

/** The URL parameters of the page. */
const usageParams = {
  days: parseAsNumberLiteral(USAGE_PERIODS).withDefault(30),
  environment: parseAsStringLiteral(['live', 'sandbox']),
  keyId: parseAsString,
  operation: parseAsString,
  country: parseAsString,
  /** Of the table of keys. */
  cursor: parseAsString,
};

/** Parameters that have another name in the URL. */
const urlKeys = { keyId: 'key' } as const;

export const loadUsageParams = createLoader(usageParams, { urlKeys });
const serialize = createSerializer(usageParams, { urlKeys });

const exportParams = {
  ...usageParams,
  what: parseAsStringLiteral(['calls', 'messages']).withDefault('calls'),
};

export const loadExportParams = createLoader(exportParams, { urlKeys });
const serializeExport = createSerializer(exportParams, { urlKeys, clearOnDefault: false });

/** The parameters in the URL. Missing ones are null or have their default. */
export type UsageParams = inferParserType<typeof usageParams>;

/** The parameters in the URL as input of the verbs, without the page of the table. */
export function toUsageFilter({ days, environment, keyId, operation, country }: UsageParams) {
  return { days, ...withoutNulls({ environment, keyId, operation, country }) };
}

/** The URL of the page. Parameters that are left out have their defaults. */
export function usageHref(params: Partial<UsageParams>): string {
  return serialize('/usage', params);
}

/** The URL of a file with the calls or messages that match these parameters. */
export function usageExportHref(
  { days, environment, keyId, operation, country }: UsageParams,
  what: 'calls' | 'messages',
): string {
  return serializeExport('/usage/export', { days, environment, keyId, operation, country, what });
}
