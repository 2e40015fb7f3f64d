import { apiKeyDetails, exampleApiKeyDetails, toApiKeyDetails } from '@/lib/profiles/keydesk/api-key';
import { apiKeyParams, readApiKeyId } from '@/lib/profiles/keydesk/api-key-id';
import { route } from '@/lib/profiles/route';

/** One key with all its settings. */
export const apiKeysRead = route({
  operation: 'api-keys.read',
  method: 'GET',
  path: '/api-keys/{id}',
  scope: 'keys.manage',
  docs: {
    group: 'Key management',
    summary: 'Read an API key',
    example: { params: { id: exampleApiKeyDetails.id }, response: exampleApiKeyDetails },
  },
  params: apiKeyParams,
  read: readApiKeyId,
  fields: { keyId: 'id' },
  status: 200,
  response: apiKeyDetails,
  write: toApiKeyDetails,
});
