import { z } from 'zod';
import { messageSchema } from '@/lib/domain/messages/schema';
import { exampleMessage, messageResource, toMessageResource } from '@/lib/profiles/keydesk/message';
import { route } from '@/lib/profiles/route';

/** One message and its delivery status. */
export const messagesGet = route({
  operation: 'messages.get',
  method: 'GET',
  path: '/messages/{id}',
  scope: 'messages.read',
  docs: {
    group: 'Messages',
    summary: 'Read a message and its delivery status',
    description: '`timeline` has the time of each status, the oldest first.',
    example: {
      params: { id: exampleMessage.id },
      response: {
        ...exampleMessage,
        timeline: [{ status: 'queued', at: exampleMessage.created_at, detail: null }],
      },
    },
  },
  params: messageSchema,
  status: 200,
  response: messageResource.extend({
    timeline: z.array(
      z.strictObject({
        status: messageResource.shape.status,
        at: z.iso.datetime(),
        detail: z.string().nullable(),
      }),
    ),
  }),
  write: ({ timeline, ...message }) => ({
    ...toMessageResource(message),
    timeline: timeline.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
  }),
});
