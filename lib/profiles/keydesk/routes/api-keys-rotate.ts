import { z } from 'zod';
import { apiKeyDetails, exampleApiKeyDetails, toApiKeyDetails } from '@/lib/profiles/keydesk/api-key';
import { apiKeyParams } from '@/lib/profiles/keydesk/api-key-id';
import { keys } from '@/lib/profiles/keydesk/keys';
import { route } from '@/lib/profiles/route';

const example = exampleApiKeyDetails;

/** A new secret for a key. */
export const apiKeysRotate = route({
  operation: 'key-rotation.rotate',
  method: 'POST',
  path: '/api-keys/{id}/rotate',
  scope: 'keys.manage',
  docs: {
    group: 'Key management',
    summary: 'Give an API key a new secret',
    description:
      'Id and settings stay. Name the secret that you replace, as the key shows it in `secret_id`: a repeated request is refused with `ALREADY_CREATED`, and never shows a secret again. During the overlap both secrets work, but only the new one can manage keys.',
    example: {
      params: { id: example.id },
      body: { secret_id: example.secret_id, overlap: '24h' },
      response: {
        ...example,
        secret_id: 'sec_3kYp7QwN1vLs9dXz5RbTfH',
        secret: `${keys.environments.sandbox.prefix}…`,
      },
    },
  },
  params: apiKeyParams,
  body: z.strictObject({
    secret_id: z.string().describe('The id of the current secret.'),
    overlap: z.enum(['now', '1h', '24h', '7d']).describe('How long the old secret still works.'),
  }),
  read: ({ params, body }) => ({ keyId: params.id, secretId: body.secret_id, overlap: body.overlap }),
  fields: { keyId: 'id', secretId: 'secret_id' },
  status: 200,
  response: apiKeyDetails.extend({ secret: z.string().describe('Store it now: it is not shown again.') }),
  write: ({ key, secret }) => ({ ...toApiKeyDetails(key), secret }),
});
