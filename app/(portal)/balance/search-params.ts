import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { Environment, LedgerKind } from '@/lib/db/generated/enums';
import { withoutNulls } from '@/lib/without-nulls';

/** The URL parameters of the ledger. */
const ledgerParams = {
  environment: parseAsStringLiteral(Object.values(Environment)).withDefault(Environment.live),
  kind: parseAsStringLiteral(Object.values(LedgerKind)),
  from: parseAsString,
  to: parseAsString,
  cursor: parseAsString,
};

export const loadLedgerParams = createLoader(ledgerParams);
const serialize = createSerializer(ledgerParams);

/** The parameters in the URL. Missing ones are null or have their default. */
export type LedgerParams = inferParserType<typeof ledgerParams>;

/** The parameters in the URL as input of the verbs. */
export function toLedgerFilter({ cursor: _, ...params }: LedgerParams): Record<string, string> {
  return withoutNulls(params);
}

/** The URL of the ledger. Parameters that are left out have their defaults. */
export function ledgerHref(params: Partial<LedgerParams>): string {
  return serialize('/balance', params);
}

/** The URL of a file with the entries that match these parameters. */
export function ledgerExportHref({ cursor: _, ...params }: LedgerParams): string {
  return serialize('/balance/export', params);
}
