import type { AuditEventView } from '@/lib/domain/audit/event-view';
import { BYTE_ORDER_MARK, csv } from '@/lib/domain/text/csv';

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

const COLUMNS = {
  time: (event: ExportedEvent) => event.at.toISOString(),
  actor_kind: (event: ExportedEvent) => event.actor.kind,
  actor_id: (event: ExportedEvent) => event.actor.id,
  actor_name: (event: ExportedEvent) => event.actor.name,
  team: (event: ExportedEvent) => event.actor.team,
  on_behalf_of_id: (event: ExportedEvent) => event.actor.onBehalfOf?.id,
  on_behalf_of_name: (event: ExportedEvent) => event.actor.onBehalfOf?.name,
  impersonation_id: (event: ExportedEvent) => event.impersonationId,
  action: (event: ExportedEvent) => event.action,
  description: (event: ExportedEvent) => event.sentence,
  target_id: (event: ExportedEvent) => event.target?.id,
  target_name: (event: ExportedEvent) => event.target?.name,
  address: (event: ExportedEvent) => event.address,
  detail: (event: ExportedEvent) => JSON.stringify(event.detail),
};

export const FORMATS: Record<'csv' | 'json', ExportFormat> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    start: BYTE_ORDER_MARK + csv([Object.keys(COLUMNS)]),
    between: '',
    end: '',
    write: (events) => csv(events.map((event) => Object.values(COLUMNS).map((column) => column(event)))),
  },
  json: {
    contentType: 'application/json; charset=utf-8',
    start: '[\n',
    between: ',\n',
    end: '\n]\n',
    write: (events) => events.map((event) => JSON.stringify(event)).join(',\n'),
  },
};
