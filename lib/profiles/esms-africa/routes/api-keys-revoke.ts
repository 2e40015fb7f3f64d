import { z } from 'zod';
import { exampleApiKey } from '@/lib/profiles/esms-africa/api-key';
import { route } from '@/lib/profiles/route';

/** The number in a path. Text that is no number is the id of no key. */
const readNumber = (text: string) => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN);

/** Ends a key for good. */
export const apiKeysRevoke = route({
  operation: 'api-keys.revoke',
  method: 'DELETE',
  path: '/api-keys/{key_id}',
  scope: 'keys',
  acceptsSession: true,
  docs: {
    group: 'API keys',
    summary: 'Revoke an API key permanently',
    description: 'Its next call is refused, and a call in flight has no effect.',
    example: { params: { key_id: String(exampleApiKey.id) }, response: undefined },
  },
  params: z.strictObject({ key_id: z.string().describe('The `id` of the key, a whole number.') }),
  read: ({ params }) => ({ keyId: readNumber(params.key_id) }),
  fields: { keyId: 'key_id' },
  status: 204,
  response: z.undefined(),
  write: () => undefined,
});
