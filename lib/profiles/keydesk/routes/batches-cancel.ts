import { batchSchema } from '@/lib/domain/batches/schema';
import { batchResource, exampleBatch, toBatchResource } from '@/lib/profiles/keydesk/batch';
import { route } from '@/lib/profiles/route';

/** Cancels what is left of a batch. */
export const batchesCancel = route({
  operation: 'batches.cancel',
  method: 'POST',
  path: '/batches/{id}/cancel',
  scope: 'messages.send',
  docs: {
    group: 'Batches',
    summary: 'Cancel the messages of a batch that were not submitted yet',
    description:
      'They are refunded. Messages that were submitted are sent; `statuses` tells how many. If all were submitted, the call is refused.',
    example: {
      params: { id: exampleBatch.id },
      response: {
        ...exampleBatch,
        status: 'completed',
        statuses: { ...exampleBatch.statuses, queued: 0, canceled: 2 },
      },
    },
  },
  params: batchSchema,
  status: 200,
  response: batchResource,
  write: toBatchResource,
});
