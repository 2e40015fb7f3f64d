import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import type { Environment, WebhookRequestFormat } from '@/lib/db/generated/enums';
import { openHeaders } from '@/lib/domain/webhook-endpoints/own-headers';
import type { EndpointEvents } from '@/lib/domain/webhook-endpoints/schema';
import { secretVersion } from '@/lib/domain/webhook-endpoints/secret-version';
import { type EndpointStatus, endpointStatus } from '@/lib/domain/webhook-endpoints/status';

/** An endpoint as pages show it. */
export interface WebhookEndpointView {
  id: string;
  /** For APIs that name endpoints by numbers. */
  number: number;
  environment: Environment;
  /** The setting in the provider's API that contains this endpoint; null for other endpoints. */
  slot: string | null;
  url: string;
  description: string;
  events: EndpointEvents;
  /** How deliveries are sent; null: with POST and the provider's own body. */
  requestFormat: WebhookRequestFormat | null;
  /** The names of the headers that the customer adds to deliveries. */
  headerNames: string[];
  filter: string | null;
  status: EndpointStatus;
  pausedAt: Date | null;
  /** The first failure after the last success; null if the last attempt succeeded, or there was none. */
  failingSince: Date | null;
  /** Identifies the current secret. The slots of an environment have the same secret. */
  secretVersion: string;
  /** Until when the old secret signs, too; null if it does not. */
  oldSecretEndsAt: Date | null;
  createdAt: Date;
  /** Null if an API key created it. */
  createdBy: string | null;
}

/** The columns that `toView` reads. The secret stays on the server. */
export const viewColumns = {
  id: true,
  number: true,
  requestFormat: true,
  sealedHeaders: true,
  filter: true,
  environment: true,
  slot: true,
  url: true,
  description: true,
  events: true,
  sealedSecret: true,
  oldSecretEndsAt: true,
  settings: { select: { sealedSecret: true, oldSecretEndsAt: true } },
  pausedAt: true,
  pauseReason: true,
  failingSince: true,
  createdAt: true,
  createdBy: { select: { name: true } },
} satisfies Prisma.WebhookEndpointSelect;

export type EndpointRow = Prisma.WebhookEndpointGetPayload<{ select: typeof viewColumns }>;

/** The events of a stored endpoint. An empty list means all, except for a slot. */
export function toEvents({ events, slot }: Pick<EndpointRow, 'events' | 'slot'>): EndpointEvents {
  return events.length === 0 && slot === null ? 'all' : events;
}

/** The column for chosen events. */
export function fromEvents(events: EndpointEvents): string[] {
  return events === 'all' ? [] : events;
}

/** What signs the deliveries to an endpoint: its own secret, or that of the settings that contain it. */
export function signingOf(row: EndpointRow): Pick<EndpointRow, 'sealedSecret' | 'oldSecretEndsAt'> {
  return row.settings ?? row;
}

export function toView(row: EndpointRow): WebhookEndpointView {
  const { sealedSecret, oldSecretEndsAt } = signingOf(row);
  return {
    id: row.id,
    number: Number(row.number),
    requestFormat: row.requestFormat,
    headerNames: Object.keys(openHeaders(row.sealedHeaders)),
    filter: row.filter,
    environment: row.environment,
    slot: row.slot,
    url: row.url,
    description: row.description,
    events: toEvents(row),
    status: endpointStatus(row),
    pausedAt: row.pausedAt,
    failingSince: row.failingSince,
    secretVersion: secretVersion(sealedSecret),
    oldSecretEndsAt: oldSecretEndsAt && oldSecretEndsAt > now() ? oldSecretEndsAt : null,
    createdAt: row.createdAt,
    createdBy: row.createdBy?.name ?? null,
  };
}
