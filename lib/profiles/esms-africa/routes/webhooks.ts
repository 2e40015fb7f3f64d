import { z } from 'zod';
import type { WebhookSettingsView } from '@/lib/domain/webhook-settings/view';
import { route } from '@/lib/profiles/route';

const GROUP = 'Webhooks';
const EXAMPLE_URL = 'https://example.com/sms/reports';
const EXAMPLE_SECRET = 'whsec_…';

const settings = z.strictObject({
  dlr_url: z.string().nullable().describe('Gets the delivery reports.'),
  mo_url: z.string().nullable().describe('Gets incoming messages.'),
  signing_secret: z.string().describe('Verifies the signature of each delivery.'),
  is_active: z.boolean(),
});

function toSettings({ slots: { dlr_url, mo_url }, secret }: WebhookSettingsView): z.input<typeof settings> {
  return {
    dlr_url: dlr_url?.url ?? null,
    mo_url: mo_url?.url ?? null,
    signing_secret: secret ?? '',
    is_active: dlr_url?.isActive ?? false,
  };
}

/** A URL as it was sent: an empty one and null remove it, and undefined keeps it. */
const readUrl = (text: string | null | undefined) => (text === '' ? null : text);

/** The entries that were sent. */
function given<T>(entries: Record<string, T | undefined>): Record<string, T> {
  const sent = Object.entries(entries).filter((entry): entry is [string, T] => entry[1] !== undefined);
  return Object.fromEntries(sent);
}

/** Where reports go, with the secret. */
export const webhooksRead = route({
  operation: 'webhook-settings.read',
  method: 'GET',
  path: '/webhooks',
  scope: 'webhooks',
  docs: {
    group: GROUP,
    summary: 'Read the webhook settings',
    description: 'They are those of the environment of the calling key.',
    example: {
      response: { dlr_url: EXAMPLE_URL, mo_url: null, signing_secret: EXAMPLE_SECRET, is_active: true },
    },
  },
  read: () => ({}),
  status: 200,
  response: settings,
  write: toSettings,
});

/** Changes where reports go. */
export const webhooksSet = route({
  operation: 'webhook-settings.set',
  method: 'PUT',
  path: '/webhooks',
  scope: 'webhooks',
  docs: {
    group: GROUP,
    summary: 'Change the webhook settings',
    description: 'What is left out stays. An empty URL, or null, removes it.',
    example: { body: { is_active: true }, response: { status: 'updated' } },
  },
  body: z.strictObject({
    dlr_url: z.string().nullish().describe('A public HTTPS address.'),
    mo_url: z.string().nullish().describe('A public HTTPS address.'),
    signing_secret: z.string().nullish().describe('The current one: another one comes from a rotation only.'),
    is_active: z.boolean().nullish().describe('Whether reports are sent.'),
  }),
  read: ({ body }) => ({
    urls: given({ dlr_url: readUrl(body.dlr_url), mo_url: readUrl(body.mo_url) }),
    ...given({ secret: body.signing_secret ?? undefined, isActive: body.is_active ?? undefined }),
  }),
  fields: {
    'urls.dlr_url': 'dlr_url',
    'urls.mo_url': 'mo_url',
    secret: 'signing_secret',
    isActive: 'is_active',
  },
  status: 200,
  response: z.strictObject({ status: z.literal('updated') }),
  write: () => ({ status: 'updated' as const }),
});

/** A new secret at once. */
export const webhooksRotateSecret = route({
  operation: 'webhook-settings.rotate-secret',
  method: 'POST',
  path: '/webhooks/rotate-secret',
  scope: 'webhooks',
  docs: {
    group: GROUP,
    summary: 'Replace the signing secret',
    description: 'The next delivery is signed with the new secret only.',
    example: { response: { signing_secret: EXAMPLE_SECRET } },
  },
  read: () => ({}),
  status: 200,
  response: z.strictObject({ signing_secret: z.string() }),
  write: ({ secret }) => ({ signing_secret: secret }),
});
