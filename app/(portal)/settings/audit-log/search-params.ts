import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { AUDIT_SUBJECTS } from '@/lib/domain/audit/schema';

/** What the page's address says of the log. */
const auditParams = {
  what: parseAsStringLiteral(AUDIT_SUBJECTS).withDefault('changes'),
  who: parseAsString,
  from: parseAsString,
  to: parseAsString,
  target: parseAsString,
  impersonationId: parseAsString,
  cursor: parseAsString,
};

/** Parameters that have another name in the address. */
const urlKeys = { impersonationId: 'session' } as const;

export const loadAuditParams = createLoader(auditParams, { urlKeys });
const serialize = createSerializer(auditParams, { urlKeys });

/** What the address says; what it does not say is null or as it is by default. */
export type AuditParams = inferParserType<typeof auditParams>;

/** What the address says, as the verbs take it. */
export function toFilter({ cursor: _, ...params }: AuditParams): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** The address of the log with these parameters; what is left out is as it is by default. */
export function auditHref(params: Partial<AuditParams>): string {
  return serialize('/settings/audit-log', params);
}

/** The address of the file with what these parameters match. */
export function exportHref(format: 'csv' | 'json', { cursor: _, ...params }: AuditParams): string {
  const query = serialize('', params);
  return `/settings/audit-log/export?format=${format}${query.replace('?', '&')}`;
}
