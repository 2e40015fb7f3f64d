import { z } from 'zod';
import type { WebhookSettingsView } from '@/lib/domain/webhook-settings/view';
import { INPUT_TEXTS } from '@/lib/profiles/23telecom/input-codes';
import { route } from '@/lib/profiles/route';

const settings = z.strictObject({
  delivery_url: z.string().nullable().describe('Where delivery reports go. Null: nowhere.'),
  click_url: z
    .string()
    .nullable()
    .describe('Stored. Texts contain no tracked links, so nothing is sent to it.'),
  unique_clicks_only: z.boolean(),
  signing_secret_set: z.boolean().describe('Whether deliveries are signed. The secret cannot be read.'),
});

const EXAMPLE = {
  delivery_url: 'https://example.com/webhooks/delivery',
  click_url: null,
  unique_clicks_only: false,
  signing_secret_set: true,
} as const;

const toSettings = ({ slots, options, hasSecret }: WebhookSettingsView): z.input<typeof settings> => ({
  delivery_url: slots.delivery_url?.url ?? null,
  click_url: slots.click_url?.url ?? null,
  unique_clicks_only: options.unique_clicks_only ?? false,
  signing_secret_set: hasSecret,
});

/** The webhook settings of the key's environment. */
export const userWebhooks = route({
  operation: 'webhook-settings.read',
  method: 'GET',
  path: '/user/webhooks',
  scope: 'webhooks.read',
  docs: { group: 'Webhooks', summary: 'Read the webhook settings', example: { response: EXAMPLE } },
  read: () => ({}),
  status: 200,
  response: settings,
  write: toSettings,
});

const url = z.string().nullable().optional();

const changes = z
  .strictObject(
    {
      delivery_url: url.describe('A public HTTPS address. Null or empty: no delivery reports.'),
      click_url: url.describe('A public HTTPS address. Null or empty: none.'),
      unique_clicks_only: z.boolean().optional(),
      signing_secret: z.string().optional().describe('Signs deliveries from now on: 1 to 64 characters.'),
      clear_signing_secret: z.boolean().optional().describe('True: deliveries are no longer signed.'),
    },
    { error: ({ code }) => (code === 'unrecognized_keys' ? INPUT_TEXTS.unknownSetting : undefined) },
  )
  .refine((sent) => Object.keys(sent).length > 0, INPUT_TEXTS.noSetting)
  .refine(
    ({ signing_secret, clear_signing_secret }) => signing_secret === undefined || !clear_signing_secret,
    { path: ['clear_signing_secret'], error: INPUT_TEXTS.conflictingSettings },
  );

/** An empty URL is none. */
const toUrl = (sent: string | null) => (sent === '' ? null : sent);

/** Changes the settings that are sent; the others stay. */
export const userWebhooksChange = route({
  operation: 'webhook-settings.set',
  method: 'PUT',
  path: '/user/webhooks',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Change the webhook settings',
    description: 'What is not sent stays as it is.',
    example: {
      body: { delivery_url: EXAMPLE.delivery_url, signing_secret: 'a secret of your own' },
      response: EXAMPLE,
    },
  },
  body: changes,
  read: ({
    body: { delivery_url, click_url, unique_clicks_only, signing_secret, clear_signing_secret },
  }) => ({
    urls: {
      ...(delivery_url !== undefined && { delivery_url: toUrl(delivery_url) }),
      ...(click_url !== undefined && { click_url: toUrl(click_url) }),
    },
    options: { ...(unique_clicks_only !== undefined && { unique_clicks_only }) },
    ...(signing_secret !== undefined && { secret: signing_secret }),
    ...(clear_signing_secret && { secret: null }),
  }),
  fields: {
    'urls.delivery_url': 'delivery_url',
    'urls.click_url': 'click_url',
    'options.unique_clicks_only': 'unique_clicks_only',
    secret: 'signing_secret',
  },
  status: 200,
  response: settings,
  write: toSettings,
});
