import { z } from 'zod';
import { route } from '@/lib/profiles/route';

/** Sends a test to the delivery URL, and waits for the response. */
export const userWebhooksTest = route({
  operation: 'webhook-settings.send-test',
  method: 'POST',
  path: '/user/webhooks/test',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Send a test to the delivery URL',
    description:
      'The response has the result of the first attempt. A failed test is tried again like a delivery report.',
    example: {
      response: {
        status: true,
        test: {
          url: 'https://example.com/webhooks/delivery',
          status: 'delivered',
          response_code: 200,
          duration_ms: 84,
          error: null,
        },
      },
    },
  },
  read: () => ({}),
  fields: { 'urls.delivery_url': 'delivery_url' },
  status: 200,
  response: z.strictObject({
    status: z.literal(true),
    test: z.strictObject({
      url: z.string(),
      status: z.enum(['delivered', 'failed']),
      response_code: z.int().nullable().describe('The HTTP status of the response; null without one.'),
      duration_ms: z.int(),
      error: z.string().nullable(),
    }),
  }),
  write: ({ url, delivered, status, durationMs, error }) => ({
    status: true as const,
    test: {
      url,
      status: delivered ? ('delivered' as const) : ('failed' as const),
      response_code: status,
      duration_ms: durationMs,
      error,
    },
  }),
});
