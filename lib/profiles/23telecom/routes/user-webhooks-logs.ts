import { z } from 'zod';
import { WebhookDeliveryState } from '@/lib/db/generated/enums';
import type { LatestDelivery } from '@/lib/domain/webhook-deliveries/list-latest';
import { pageFields, pageQuery, toPageFields } from '@/lib/profiles/23telecom/list';
import { EXAMPLE_ID } from '@/lib/profiles/23telecom/message';
import { webhooks } from '@/lib/profiles/23telecom/webhooks';
import { route } from '@/lib/profiles/route';

const log = z.strictObject({
  id: z.string(),
  message_id: z.string().nullable().describe('Null for a test.'),
  event: z.string().describe('The status that was reported, or `test`.'),
  url: z.string().nullable().describe('Null before the first attempt.'),
  status: z.enum(WebhookDeliveryState),
  attempts: z.int(),
  response_code: z.int().nullable().describe('Of the last attempt, like the fields after it.'),
  duration_ms: z.int().nullable(),
  error: z.string().nullable(),
  attempted_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});

function toLog({
  id,
  event,
  subject,
  url,
  state,
  attempts,
  last,
  createdAt,
}: LatestDelivery): z.input<typeof log> {
  const reported = webhooks.events.find(({ type }) => type === event);
  return {
    id,
    message_id: reported ? subject : null,
    event: reported?.name ?? 'test',
    url,
    status: state,
    attempts,
    response_code: last?.status ?? null,
    duration_ms: last?.durationMs ?? null,
    error: last?.error ?? null,
    attempted_at: last?.at.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  };
}

/** Deliveries, newest first, by page number. */
export const userWebhooksLogs = route({
  operation: 'webhook-deliveries.list-latest',
  method: 'GET',
  path: '/user/webhooks/logs',
  scope: 'webhooks.read',
  docs: {
    group: 'Webhooks',
    summary: 'List deliveries, newest first',
    example: {
      query: { page: '1', limit: '25' },
      response: {
        logs: [
          {
            id: 'whd_7fKq2WmX9aBt4RvN1sLcYd',
            message_id: EXAMPLE_ID,
            event: 'DELIVRD',
            url: 'https://example.com/webhooks/delivery',
            status: 'delivered',
            attempts: 1,
            response_code: 200,
            duration_ms: 84,
            error: null,
            attempted_at: '2026-11-26T10:15:03.000Z',
            created_at: '2026-11-26T10:15:02.000Z',
          },
        ],
        total: 1,
        page: 1,
        limit: 25,
        total_pages: 1,
      },
    },
  },
  query: z.strictObject(pageQuery),
  read: ({ query: { page, limit } }) => ({ page, limit }),
  status: 200,
  response: z.strictObject({ logs: z.array(log), ...pageFields }),
  write: (page, { query }) => ({ logs: page.deliveries.map(toLog), ...toPageFields(page, query) }),
});
