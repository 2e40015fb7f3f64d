import { z } from 'zod';
import { apiKeyDetails, exampleApiKeyDetails, toApiKeyDetails } from '@/lib/profiles/keydesk/api-key';
import { keys } from '@/lib/profiles/keydesk/keys';
import { route } from '@/lib/profiles/route';

const { live, sandbox } = keys.environments;

const body = z.strictObject({
  label: z.string().describe('What people know the key by.'),
  environment: z.enum([live.wire, sandbox.wire]).describe('The environment of the calling key.'),
  scopes: z.array(z.string()).describe('At least one, and none that the calling key lacks.'),
  length: z.int().optional().describe('The number of random characters of the secret.'),
  expires_at: z.iso
    .datetime({ offset: true })
    .nullish()
    .describe('Not later than the calling key. Without it, the same.'),
  rate_limit: z.int().optional().describe('Calls a minute.'),
  require_signatures: z.boolean().optional(),
  allowlist: z.array(z.string()).optional().describe('The networks that calls may come from.'),
  countries: z.array(z.string()).optional().describe('ISO 3166-1 alpha-2.'),
  senders: z.array(z.string()).optional(),
  spend_per_day: z.string().optional().describe('In units of the currency of the workspace.'),
  spend_per_month: z.string().optional(),
  owner: z.string().optional().describe('The team or person who answers for the key.'),
  tags: z.array(z.string()).optional().describe('For finding keys. They are stored in lower case.'),
  note: z.string().optional().describe('What people should know about the key. Empty by default.'),
});

/** A new key, which may do no more than the calling one. */
export const apiKeysCreate = route({
  operation: 'api-keys.create',
  method: 'POST',
  path: '/api-keys',
  scope: 'keys.manage',
  docs: {
    group: 'Key management',
    summary: 'Create an API key',
    description:
      'The new key may do no more than the calling key: no other scopes, no other environment, no later expiry, no higher rate limit, and no fewer restrictions. What is left out is taken from the calling key, also its owner and tags. A key with a spending limit cannot create keys. The response contains the secret, and nothing shows it again: a repeated request with the same `Idempotency-Key` is refused with `ALREADY_CREATED`, which names the key.',
    example: {
      body: {
        label: 'Billing',
        environment: sandbox.wire,
        scopes: ['messages.send'],
        owner: 'Payments team',
        tags: ['checkout'],
      },
      response: {
        ...exampleApiKeyDetails,
        secret: `${sandbox.prefix}…`,
        signing_secret: null,
      },
    },
  },
  body,
  read: ({ body: asked }) => ({
    label: asked.label,
    environment: asked.environment === live.wire ? 'live' : 'sandbox',
    scopes: asked.scopes,
    length: asked.length ?? keys.length.preset,
    expiry: typeof asked.expires_at === 'string' ? new Date(asked.expires_at) : undefined,
    rateLimit: asked.rate_limit,
    requireSignatures: asked.require_signatures,
    allowlist: asked.allowlist?.map((network) => ({ network })),
    limits: {
      spendPerDay: asked.spend_per_day,
      spendPerMonth: asked.spend_per_month,
      countries: asked.countries,
      senders: asked.senders,
    },
    owner: asked.owner,
    tags: asked.tags,
    note: asked.note,
  }),
  fields: {
    expiry: 'expires_at',
    rateLimit: 'rate_limit',
    requireSignatures: 'require_signatures',
    'limits.spendPerDay': 'spend_per_day',
    'limits.spendPerMonth': 'spend_per_month',
    'limits.countries': 'countries',
    'limits.senders': 'senders',
  },
  status: 201,
  response: apiKeyDetails.extend({
    secret: z.string().describe('Store it now: it is not shown again.'),
    signing_secret: z.string().nullable().describe('Null unless the key must sign its calls.'),
  }),
  write: ({ key, secret, signingSecret }) => ({
    ...toApiKeyDetails(key),
    secret,
    signing_secret: signingSecret,
  }),
});
