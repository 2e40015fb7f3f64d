import { z } from 'zod';
import {
  apiKeyFields,
  exampleApiKey,
  toApiKeyFields,
  wireEnvironment,
} from '@/lib/profiles/esms-africa/api-key';
import { keys } from '@/lib/profiles/esms-africa/keys';
import { route } from '@/lib/profiles/route';

const { live } = keys.environments;

/** The names in a list such as `send,query`. */
function readScopes(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** A new key, which may do no more than the calling one. */
export const apiKeysCreate = route({
  operation: 'api-keys.create',
  method: 'POST',
  path: '/api-keys',
  scope: 'keys',
  acceptsSession: true,
  docs: {
    group: 'API keys',
    summary: 'Create an API key',
    description:
      'The new key may do no more than the calling key: no other scopes, no other environment, and the same expiry, rate limit and restrictions. The response contains the full key, and nothing shows it again: a repeated request with the same `Idempotency-Key` is refused.',
    example: {
      body: { name: 'Reports', environment: exampleApiKey.environment, scopes: 'query' },
      response: { ...exampleApiKey, key: 'esms_test_…' },
    },
  },
  body: z.strictObject({
    name: z.string().describe('What people know the key by.'),
    environment: wireEnvironment.describe('That of the calling key.'),
    scopes: z.string().describe('Scopes separated by commas, such as `send,query`.'),
  }),
  read: ({ body: { name, environment, scopes } }) => ({
    label: name,
    environment: environment === live.wire ? 'live' : 'sandbox',
    scopes: readScopes(scopes),
    length: keys.length.preset,
  }),
  fields: { label: 'name' },
  status: 200,
  response: z.strictObject({ ...apiKeyFields, key: z.string().describe('Shown once: copy it now.') }),
  write: ({ key, secret }) => ({ ...toApiKeyFields(key), key: secret }),
});
