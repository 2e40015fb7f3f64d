import { z } from 'zod';
import { route } from '@/lib/profiles/route';
import { journalFields } from '@/lib/profiles/seven/journal';
import { parameterShape } from '@/lib/profiles/seven/request';

/** Received messages. There are none yet, so the list is always empty. */
export const journalInbound = route({
  operation: 'messages.list',
  method: 'GET',
  path: '/journal/inbound',
  scope: 'journal',
  docs: {
    group: 'Reports',
    summary: 'List received SMS',
    description: 'Messages to your numbers are not received here, so the list is empty.',
    example: { response: [] },
  },
  query: parameterShape(journalFields),
  read: () => ({ ids: [] }),
  status: 200,
  response: z.array(z.strictObject({ id: z.string() })),
  write: () => [],
});
