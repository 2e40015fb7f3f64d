import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { AUDIT_SUBJECTS } from '@/lib/domain/audit/schema';
import { withoutNulls } from '@/lib/without-nulls';

/** The URL parameters of the log. */
const auditParams = {
  what: parseAsStringLiteral(AUDIT_SUBJECTS).withDefault('changes'),
  who: parseAsString,
  from: parseAsString,
  to: parseAsString,
  target: parseAsString,
  impersonationId: parseAsString,
  cursor: parseAsString,
};

/** Parameters that have another name in the URL. */
const urlKeys = { impersonationId: 'session' } as const;

export const loadAuditParams = createLoader(auditParams, { urlKeys });
const serialize = createSerializer(auditParams, { urlKeys });

/** The parameters in the URL. Missing ones are null or have their default. */
export type AuditParams = inferParserType<typeof auditParams>;

/** The parameters in the URL as input of the verbs. */
export function toFilter({ cursor: _, ...params }: AuditParams): Record<string, string> {
  return withoutNulls(params);
}

/** The URL of the log. Parameters that are left out have their defaults. */
export function auditHref(params: Partial<AuditParams>): string {
  return serialize('/settings/audit-log', params);
}

/** The URL of a file with the events that match these parameters. */
export function exportHref(format: 'csv' | 'json', { cursor: _, ...params }: AuditParams): string {
  const query = serialize('', params);
  return `/settings/audit-log/export?format=${format}${query.replace('?', '&')}`;
}
