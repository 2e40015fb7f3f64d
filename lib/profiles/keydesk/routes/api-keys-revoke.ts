import { z } from 'zod';
import { exampleApiKey } from '@/lib/profiles/keydesk/api-key';
import { apiKeyParams, readApiKeyId } from '@/lib/profiles/keydesk/api-key-id';
import { route } from '@/lib/profiles/route';

/** Ends a key for good. */
export const apiKeysRevoke = route({
  operation: 'api-keys.revoke',
  method: 'DELETE',
  path: '/api-keys/{id}',
  scope: 'keys.manage',
  docs: {
    group: 'Key management',
    summary: 'Revoke an API key permanently',
    description:
      'Its next call is refused, and a call in flight has no effect. Revoking it again changes nothing and returns the same response.',
    example: {
      params: { id: exampleApiKey.id },
      response: { id: exampleApiKey.id, status: 'revoked', revoked_at: '2026-11-26T10:20:00.000Z' },
    },
  },
  params: apiKeyParams,
  read: readApiKeyId,
  fields: { keyId: 'id' },
  status: 200,
  response: z.strictObject({ id: z.string(), status: z.literal('revoked'), revoked_at: z.iso.datetime() }),
  write: ({ id, revokedAt }) => ({ id, status: 'revoked' as const, revoked_at: revokedAt.toISOString() }),
});
