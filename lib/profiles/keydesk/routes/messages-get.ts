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
    example: { params: { id: exampleMessage.id }, response: exampleMessage },
  },
  params: messageSchema,
  status: 200,
  response: messageResource,
  write: toMessageResource,
});
