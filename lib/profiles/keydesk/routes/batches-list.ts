import { z } from 'zod';
import { listBatchesSchema } from '@/lib/domain/batches/schema';
import { batchResource, exampleBatch, toBatchResource } from '@/lib/profiles/keydesk/batch';
import { pageResource, toPageResource } from '@/lib/profiles/keydesk/page';
import { route } from '@/lib/profiles/route';

/** Batches, newest first, a page at a time. */
export const batchesList = route({
  operation: 'batches.list',
  method: 'GET',
  path: '/batches',
  scope: 'messages.read',
  docs: {
    group: 'Batches',
    summary: 'List batches, newest first',
    example: { query: { limit: '50' }, response: { data: [exampleBatch], next_cursor: null } },
  },
  query: listBatchesSchema,
  status: 200,
  response: z.strictObject({ data: z.array(batchResource), ...pageResource }),
  write: ({ batches, ...page }) => ({ data: batches.map(toBatchResource), ...toPageResource(page) }),
});
