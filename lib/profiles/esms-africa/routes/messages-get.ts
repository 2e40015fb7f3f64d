import { z } from 'zod';
import type { TimelineEntry } from '@/lib/domain/messages/timeline';
import { exampleMessage, messageFields, toMessageFields } from '@/lib/profiles/esms-africa/message';
import { toTime } from '@/lib/profiles/esms-africa/time';
import { route } from '@/lib/profiles/route';

const EVENTS = {
  queued: 'accepted',
  sent: 'submitted',
  delivered: 'delivered',
  undelivered: 'failed',
  expired: 'failed',
  canceled: 'failed',
} as const;

const entry = z.strictObject({
  event: z.enum(['accepted', 'submitted', 'delivered', 'failed']),
  status: z.string(),
  detail: z.string().nullable(),
  at: z.string(),
});

const toEntry = ({ status, detail, at }: TimelineEntry): z.input<typeof entry> => ({
  event: EVENTS[status],
  status,
  detail,
  at: toTime(at),
});

/** One message with its history. */
export const messagesGet = route({
  operation: 'messages.get',
  method: 'GET',
  path: '/messages/{id}',
  scope: 'query',
  docs: {
    group: 'Messages',
    summary: 'Read a message and its history',
    example: {
      params: { id: exampleMessage.id },
      response: {
        ...exampleMessage,
        timeline: [
          { event: 'accepted', status: 'queued', detail: null, at: '2026-11-26T10:15:00Z' },
          { event: 'submitted', status: 'sent', detail: null, at: '2026-11-26T10:15:01Z' },
          { event: 'delivered', status: 'delivered', detail: null, at: '2026-11-26T10:15:02Z' },
        ],
      },
    },
  },
  params: z.strictObject({ id: z.string().describe('The id that sending returned.') }),
  read: ({ params }) => params,
  status: 200,
  response: z.strictObject({ ...messageFields, timeline: z.array(entry) }),
  write: (message) => ({ ...toMessageFields(message), timeline: message.timeline.map(toEntry) }),
});
