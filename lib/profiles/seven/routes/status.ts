import { z } from 'zod';
import type { MessageView } from '@/lib/domain/messages/view';
import { route } from '@/lib/profiles/route';
import { readIds } from '@/lib/profiles/seven/ids';
import {
  formatFields,
  parameter,
  parameterShape,
  plainText,
  textOf,
  wantsJson,
} from '@/lib/profiles/seven/request';
import { STATUSES, statusOf } from '@/lib/profiles/seven/status';
import { toTime } from '@/lib/profiles/seven/time';

const query = parameterShape({
  msg_id: parameter('The ids of up to 100 messages, separated by commas.'),
  ...formatFields,
});

const report = z.strictObject({
  id: z.string(),
  status: z.enum(STATUSES).describe('`UNKNOWN`: there is no such message.'),
  statusTime: z.string().describe('When the status was set, in UTC. Empty if there is no such message.'),
  status_time: z.string().describe('The same.'),
});

function toReport(id: string, message: MessageView | undefined): z.input<typeof report> {
  if (!message) return { id, status: 'UNKNOWN', statusTime: '', status_time: '' };
  const time = toTime(message.finalizedAt ?? message.sentAt ?? message.createdAt);
  return { id, status: statusOf(message), statusTime: time, status_time: time };
}

/** The reports in the order in which the caller named the messages. */
function toReports(messages: readonly MessageView[], { msg_id }: z.input<typeof query>) {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return readIds(textOf(msg_id)).map((id) => toReport(id, byId.get(id)));
}

/** What became of messages. */
export const status = route({
  operation: 'messages.list',
  method: 'GET',
  path: '/status',
  scope: 'status',
  docs: {
    group: 'Reports',
    summary: 'Read the status of messages',
    description:
      'Without `Accept: application/json` and `json=1` the response is plain text, with the status of each message on a line.',
    example: {
      query: { msg_id: 'msg_7fKq2WmX9aBt4RvN1sLcYd' },
      response: [
        {
          id: 'msg_7fKq2WmX9aBt4RvN1sLcYd',
          status: 'DELIVERED',
          statusTime: '2026-11-26 10:15:02.412',
          status_time: '2026-11-26 10:15:02.412',
        },
      ],
    },
  },
  query,
  read: ({ query: { msg_id } }) => ({ ids: readIds(textOf(msg_id)), limit: '100' }),
  fields: { ids: 'msg_id' },
  status: 200,
  response: z.array(report),
  write: ({ messages }, request) => toReports(messages, request.query),
  negotiate({ messages }, request) {
    if (wantsJson(request)) return undefined;
    return plainText(
      toReports(messages, request.query)
        .map((each) => each.status)
        .join('\n'),
    );
  },
});
