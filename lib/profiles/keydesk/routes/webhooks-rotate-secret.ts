import { z } from 'zod';
import {
  endpointParams,
  endpointWithSecret,
  exampleEndpoint,
  toEndpointResource,
} from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** A new secret for an endpoint. */
export const webhooksRotateSecret = route({
  operation: 'webhook-endpoints.rotate-secret',
  method: 'POST',
  path: '/webhooks/{id}/rotate-secret',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Give a webhook endpoint a new signing secret',
    description:
      'For 24 hours, deliveries are signed with the old and the new secret. Name the secret that you replace, as the endpoint shows it in `secret_version`: a repeated request is refused with `ALREADY_CREATED`, and never shows a secret again.',
    example: {
      params: { id: exampleEndpoint.id },
      body: { secret_version: exampleEndpoint.secret_version },
      response: {
        ...exampleEndpoint,
        secret_version: 'kR3tZ8wVnB5xQm1YcJ6pLd',
        old_secret_ends_at: '2026-11-27T10:20:00.000Z',
        secret: 'whsec_…',
      },
    },
  },
  params: endpointParams,
  body: z.strictObject({ secret_version: z.string().describe('The version of the current secret.') }),
  read: ({ params, body }) => ({ endpointId: params.id, version: body.secret_version }),
  fields: { endpointId: 'id', version: 'secret_version' },
  status: 200,
  response: endpointWithSecret,
  write: ({ endpoint, secret }) => ({ ...toEndpointResource(endpoint), secret }),
});
