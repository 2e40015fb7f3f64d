import { z } from 'zod';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import { apiKeyFields, exampleApiKey, toApiKeyFields } from '@/lib/profiles/esms-africa/api-key';
import { toTime } from '@/lib/profiles/esms-africa/time';
import { route } from '@/lib/profiles/route';

const LIMIT = 1_000;

const item = z.strictObject({
  ...apiKeyFields,
  is_active: z.boolean().describe('False once it is revoked, disabled or expired.'),
  last_used_at: z.string().nullable(),
});

const toItem = (key: ApiKeyView): z.input<typeof item> => ({
  ...toApiKeyFields(key),
  is_active: key.status === 'active',
  last_used_at: key.lastUse && toTime(key.lastUse.at),
});

/** The keys of the workspace in the environment of the calling key, newest first. */
export const apiKeysList = route({
  operation: 'api-keys.list',
  method: 'GET',
  path: '/api-keys',
  scope: 'keys',
  acceptsSession: true,
  docs: {
    group: 'API keys',
    summary: 'List API keys, newest first',
    description:
      'The list has the newest 1,000 keys of the environment of the calling key, with the revoked ones.',
    example: {
      response: [{ ...exampleApiKey, is_active: true, last_used_at: '2026-11-26T11:30:00Z' }],
    },
  },
  read: () => ({ filter: 'all', limit: LIMIT }),
  status: 200,
  response: z.array(item),
  write: ({ keys }) => keys.map(toItem),
});
