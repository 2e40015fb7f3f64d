import { apiKeyDetails, exampleApiKeyDetails, toApiKeyDetails } from '@/lib/profiles/keydesk/api-key';
import { apiKeyParams, readApiKeyId } from '@/lib/profiles/keydesk/api-key-id';
import { route } from '@/lib/profiles/route';

const example = { params: { id: exampleApiKeyDetails.id } };

/** Stops a key until it is enabled. */
export const apiKeysDisable = route({
  operation: 'api-keys.disable',
  method: 'POST',
  path: '/api-keys/{id}/disable',
  scope: 'keys.manage',
  docs: {
    group: 'Key management',
    summary: 'Disable an API key until it is enabled again',
    description: 'Its next call is refused, and a call in flight has no effect.',
    example: { ...example, response: { ...exampleApiKeyDetails, status: 'disabled' } },
  },
  params: apiKeyParams,
  read: readApiKeyId,
  fields: { keyId: 'id' },
  status: 200,
  response: apiKeyDetails,
  write: toApiKeyDetails,
});

/** Lets a disabled key work again. */
export const apiKeysEnable = route({
  operation: 'api-keys.enable',
  method: 'POST',
  path: '/api-keys/{id}/enable',
  scope: 'keys.manage',
  docs: {
    group: 'Key management',
    summary: 'Enable a disabled API key',
    description: 'A key can enable only the keys that it created.',
    example: { ...example, response: exampleApiKeyDetails },
  },
  params: apiKeyParams,
  read: readApiKeyId,
  fields: { keyId: 'id' },
  status: 200,
  response: apiKeyDetails,
  write: toApiKeyDetails,
});
