import { z } from 'zod';
import type { WebhookRequestFormat } from '@/lib/db/generated/enums';
import type { ListedEndpoint } from '@/lib/domain/webhook-endpoints/list';
import { toTime } from '@/lib/profiles/seven/time';
import { UNSENT_EVENTS, webhooks } from '@/lib/profiles/seven/webhooks';

/** The events that a hook can have here. */
const EVENT_TYPES = ['all', 'dlr', 'voice_status', ...UNSENT_EVENTS] as const;

const REQUEST_METHODS = ['GET', 'POST', 'JSON'] as const;

export const hook = z.strictObject({
  id: z.string(),
  target_url: z.string(),
  event_type: z.enum(EVENT_TYPES),
  event_filter: z.string().nullable(),
  request_method: z.enum(REQUEST_METHODS),
  headers: z.string().describe('The names of your own headers. Their values are not shown.'),
  enabled: z.boolean(),
  created: z.string().describe('In UTC.'),
});

/** Why a subscription with another method is refused. */
export const NOT_A_METHOD = 'Use `GET`, `POST` or `JSON`.';

/** Why a subscription with other headers is refused. */
export const NOT_HEADERS = 'Write each header as `Name: value`.';

const METHODS: Record<WebhookRequestFormat, 'GET' | 'POST'> = { query: 'GET', form: 'POST' };

/** What the provider calls the events of an endpoint: the first of several. */
function toEventType(events: ListedEndpoint['events']): z.input<typeof hook>['event_type'] {
  if (events === 'all') return 'all';
  const [first] = events;
  const name = webhooks.events.find(({ type }) => type === first)?.name ?? first;
  return EVENT_TYPES.find((known) => known === name) ?? 'dlr';
}

export const toHook = (endpoint: ListedEndpoint): z.input<typeof hook> => ({
  id: String(endpoint.number),
  target_url: endpoint.url,
  event_type: toEventType(endpoint.events),
  event_filter: endpoint.filter,
  request_method: endpoint.requestFormat ? METHODS[endpoint.requestFormat] : 'JSON',
  headers: endpoint.headerNames.map((name) => `${name}: ****`).join(', '),
  enabled: endpoint.pausedAt === null,
  created: toTime(endpoint.createdAt),
});

/** Whether there is such a request method, in any case. */
export function isMethod(word: string): boolean {
  return REQUEST_METHODS.some((method) => method === word.toUpperCase());
}

/** The format of a request method; POST without one. */
export function readMethod(word = 'POST'): WebhookRequestFormat | undefined {
  if (word.toUpperCase() === 'JSON') return undefined;
  return word.toUpperCase() === 'GET' ? 'query' : 'form';
}

/** The events of the domain. The domain refuses other words. */
export function readEvents(word = 'all'): 'all' | string[] {
  if (word === 'all') return 'all';
  const types = webhooks.events.filter(({ name }) => name === word).map(({ type }) => type);
  return types.length === 0 ? [word] : types;
}

/** Headers as callers write them, separated by commas or lines. */
const toLines = (text: string) => text.split(/[\r\n]+|,(?=\s*[\w-]+:)/).flatMap((each) => each.trim() || []);

/** Whether each of the headers has a colon after its name. */
export function areHeaders(text: string): boolean {
  return toLines(text).every((line) => line.includes(':'));
}

/** The headers by name. */
export function readHeaders(text = ''): Record<string, string> {
  return Object.fromEntries(
    toLines(text).map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim(), value.join(':').trim()];
    }),
  );
}
