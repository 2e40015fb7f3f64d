import { messageSchema } from '@/lib/domain/messages/schema';
import { exampleMessage, messageResource, toMessageResource } from '@/lib/profiles/keydesk/message';
import { route } from '@/lib/profiles/route';

/** Cancels a message. */
export const messagesCancel = route({
  operation: 'messages.cancel',
  method: 'POST',
  path: '/messages/{id}/cancel',
  scope: 'messages.send',
  docs: {
    group: 'Messages',
    summary: 'Cancel a message that was not submitted yet',
    description: 'It is refunded. A message that was submitted cannot be canceled: the call is refused.',
    example: {
      params: { id: exampleMessage.id },
      response: { ...exampleMessage, status: 'canceled', settled_at: '2026-11-26T10:16:00.000Z' },
    },
  },
  params: messageSchema,
  status: 200,
  response: messageResource,
  write: toMessageResource,
});
