import type { AuditEventView } from '@/lib/domain/audit/event-view';
import { csvFormat } from '@/lib/domain/text/csv';

/** An event with all details of the change. */
export type ExportedEvent = AuditEventView & { detail: unknown };

interface ExportFormat {
  contentType: string;
  /** The text before, between and after the batches. */
  start: string;
  between: string;
  end: string;
  write(events: readonly ExportedEvent[]): string;
}

const CSV = csvFormat<ExportedEvent>({
  time: (event) => event.at.toISOString(),
  actor_kind: (event) => event.actor.kind,
  actor_id: (event) => event.actor.id,
  actor_name: (event) => event.actor.name,
  team: (event) => event.actor.team,
  on_behalf_of_id: (event) => event.actor.onBehalfOf?.id,
  on_behalf_of_name: (event) => event.actor.onBehalfOf?.name,
  impersonation_id: (event) => event.impersonationId,
  action: (event) => event.action,
  description: (event) => event.sentence,
  target_id: (event) => event.target?.id,
  target_name: (event) => event.target?.name,
  address: (event) => event.address,
  detail: (event) => JSON.stringify(event.detail),
});

export const FORMATS: Record<'csv' | 'json', ExportFormat> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    start: CSV.header,
    between: '',
    end: '',
    write: CSV.lines,
  },
  json: {
    contentType: 'application/json; charset=utf-8',
    start: '[\n',
    between: ',\n',
    end: '\n]\n',
    write: (events) => events.map((event) => JSON.stringify(event)).join(',\n'),
  },
};
