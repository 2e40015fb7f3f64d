import { z } from 'zod';
import { route } from '@/lib/profiles/route';
import { failedSubscription } from '@/lib/profiles/seven/errors';
import {
  areHeaders,
  hook,
  isMethod,
  NOT_A_METHOD,
  NOT_HEADERS,
  readEvents,
  readHeaders,
  readMethod,
  toHook,
} from '@/lib/profiles/seven/hook';
import { formatFields, parameter, parameterShape, parametersOf, textOf } from '@/lib/profiles/seven/request';

const GROUP = 'Webhooks';

const actionFields = {
  action: parameter('`read`, `subscribe` or `unsubscribe`, for clients that can only use GET and POST.'),
  ...formatFields,
};

/** Where events go. */
export const hooksRead = route({
  operation: 'webhook-endpoints.list',
  method: 'GET',
  path: '/hooks',
  action: { parameter: 'action', value: 'read' },
  scope: 'hooks',
  docs: {
    group: GROUP,
    summary: 'List hooks',
    description: 'They are those of the environment of the calling key.',
    example: {
      response: {
        success: true,
        hooks: [
          {
            ...{ id: '12', target_url: 'https://example.com/seven', event_type: 'dlr', event_filter: null },
            ...{ request_method: 'JSON', headers: '', enabled: true, created: '2026-11-26 10:15:00.802' },
          },
        ],
      },
    },
  },
  query: parameterShape(actionFields),
  read: () => ({}),
  status: 200,
  response: z.strictObject({ success: z.literal(true), hooks: z.array(hook) }),
  write: (endpoints) => ({ success: true as const, hooks: endpoints.map(toHook) }),
});

const subscription = parameterShape({
  target_url: parameter('A public HTTPS address.'),
  event_type: parameter(
    '`all`, `dlr` or `voice_status`. `sms_mo`, `rcs`, `tracking` and `voice_call` are stored, and nothing is sent for them.',
  ),
  request_method: parameter('`POST` (a form), `GET`, or `JSON`. POST without it.').refine(
    (value) => isMethod(textOf(value) ?? 'POST'),
    NOT_A_METHOD,
  ),
  event_filter: parameter(
    'Stored. It names a number that receives SMS. Nothing is received here, and reports are not filtered.',
  ),
  headers: parameter('Headers for each delivery: `Name: value`, separated by commas or lines.').refine(
    (value) => areHeaders(textOf(value) ?? ''),
    NOT_HEADERS,
  ),
  ...actionFields,
});

/** Adds a URL that gets events. */
export const hooksSubscribe = route({
  operation: 'webhook-endpoints.create',
  method: 'POST',
  path: '/hooks',
  action: { parameter: 'action', value: 'subscribe' },
  scope: 'hooks',
  docs: {
    group: GROUP,
    summary: 'Add a hook',
    description: 'The portal shows the secret that signs its deliveries.',
    example: {
      body: { target_url: 'https://example.com/seven', event_type: 'dlr', request_method: 'JSON' },
      response: { success: true, id: 12 },
    },
  },
  query: subscription,
  body: subscription,
  read(request) {
    const { target_url, event_type, request_method, event_filter, headers } = parametersOf(request);
    return {
      url: textOf(target_url),
      events: readEvents(textOf(event_type)),
      requestFormat: readMethod(textOf(request_method)),
      filter: textOf(event_filter),
      headers: readHeaders(textOf(headers)),
    };
  },
  fields: { url: 'target_url', events: 'event_type', filter: 'event_filter' },
  status: 200,
  otherStatuses: [400],
  response: z.union([z.strictObject({ success: z.literal(true), id: z.int() }), failedSubscription]),
  write: ({ endpoint }) => ({ success: true as const, id: endpoint.number }),
});

/** No hook has this number. */
const NO_HOOK = '0';

/** The number of a hook, as the domain reads it. Clients may send none, or other text. */
function readNumber(id: string | undefined): string {
  return id !== undefined && /^\d{1,18}$/.test(id) ? id : NO_HOOK;
}

const removal = parameterShape({ id: parameter('The id of the hook.'), ...actionFields });

/** Removes a hook. */
export const hooksUnsubscribe = route({
  operation: 'webhook-endpoints.delete-by-number',
  method: 'DELETE',
  path: '/hooks',
  action: { parameter: 'action', value: 'unsubscribe' },
  scope: 'hooks',
  docs: {
    group: GROUP,
    summary: 'Remove a hook',
    example: { body: { id: '12' }, response: { success: true } },
  },
  query: removal,
  body: removal,
  read: (request) => ({ number: readNumber(textOf(parametersOf(request).id)) }),
  fields: { number: 'id' },
  status: 200,
  response: z.strictObject({ success: z.boolean().describe('False: there is no such hook.') }),
  write: ({ deleted }) => ({ success: deleted }),
});
