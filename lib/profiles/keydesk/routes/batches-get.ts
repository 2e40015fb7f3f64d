import { batchSchema } from '@/lib/domain/batches/schema';
import { batchResource, exampleBatch, toBatchResource } from '@/lib/profiles/keydesk/batch';
import { route } from '@/lib/profiles/route';

/** One batch, and how far its messages are. */
export const batchesGet = route({
  operation: 'batches.get',
  method: 'GET',
  path: '/batches/{id}',
  scope: 'messages.read',
  docs: {
    group: 'Batches',
    summary: 'Read a batch and the number of its messages by status',
    description: 'To list its messages, use the query parameter `batch` of the list of messages.',
    example: { params: { id: exampleBatch.id }, response: exampleBatch },
  },
  params: batchSchema,
  status: 200,
  response: batchResource,
  write: toBatchResource,
});
