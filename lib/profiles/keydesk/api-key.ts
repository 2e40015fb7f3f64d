import { z } from 'zod';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { KEY_STATUSES } from '@/lib/domain/api-keys/status';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import { keys } from '@/lib/profiles/keydesk/keys';

const { live, sandbox } = keys.environments;

const timeOrNull = z.iso.datetime().nullable();

/** A key in a list. */
export const apiKeyResource = z.strictObject({
  id: z.string(),
  label: z.string(),
  environment: z.enum([live.wire, sandbox.wire]),
  scopes: z.array(z.string()),
  owner: z.string().describe('The team or person who answers for it. May be empty.'),
  tags: z.array(z.string()),
  masked_secret: z.string().describe('The beginning and the last four characters of the secret.'),
  status: z.enum(KEY_STATUSES),
  created_at: z.iso.datetime(),
  created_by: z.string().describe('The name of the member, or the key that created it.'),
  expires_at: timeOrNull,
  revoked_at: timeOrNull,
  last_used_at: timeOrNull,
});

/** A key with all its settings. */
export const apiKeyDetails = apiKeyResource.extend({
  secret_id: z
    .string()
    .describe('Identifies the current secret. A rotation names the secret that it replaces.'),
  rate_limit: z.int().describe('Calls a minute.'),
  require_signatures: z.boolean(),
  allowlist: z.array(z.string()).describe('The networks that calls may come from. Empty: all.'),
  countries: z
    .array(z.string())
    .describe('The countries that it may send to (ISO 3166-1 alpha-2). Empty: all.'),
  senders: z.array(z.string()).describe('The senders that it may send from. Empty: all.'),
  spend_per_day: z.string().nullable().describe('In units of the currency of the workspace. Null: no limit.'),
  spend_per_month: z.string().nullable(),
  note: z.string().describe('What people should know about it. May be empty.'),
});

/** A key as lists show it. */
export function toApiKeyResource(key: ApiKeyView): z.infer<typeof apiKeyResource> {
  return {
    id: key.id,
    label: key.label,
    environment: keys.environments[key.environment].wire,
    scopes: key.scopes,
    owner: key.owner,
    tags: key.tags,
    masked_secret: key.maskedSecret,
    status: key.status,
    created_at: key.createdAt.toISOString(),
    created_by: key.createdBy,
    expires_at: key.expiresAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
    last_used_at: key.lastUse?.at.toISOString() ?? null,
  };
}

/** A key as the API shows it alone. */
export function toApiKeyDetails(key: ApiKeyDetails): z.infer<typeof apiKeyDetails> {
  return {
    ...toApiKeyResource(key),
    secret_id: key.secretId,
    rate_limit: key.rateLimit,
    require_signatures: key.signing.required,
    allowlist: key.allowlist.map(({ network }) => network),
    countries: key.limits.countries,
    senders: key.limits.senders,
    spend_per_day: key.limits.spendPerDay,
    spend_per_month: key.limits.spendPerMonth,
    note: key.note,
  };
}

/** For the documentation. */
export const exampleApiKey = {
  id: 'key_5dPw9LrB3xQn0vGt6YcZaE',
  label: 'Billing',
  environment: sandbox.wire,
  scopes: ['messages.send'],
  owner: 'Payments team',
  tags: ['checkout'],
  masked_secret: 'kd_sandbox_****o5p6',
  status: 'active',
  created_at: '2026-11-26T10:15:00.000Z',
  created_by: 'the key “Deployment”',
  expires_at: null,
  revoked_at: null,
  last_used_at: null,
} as const;

/** For the documentation. */
export const exampleApiKeyDetails = {
  ...exampleApiKey,
  secret_id: 'sec_8hVq2MzT5kXc1nRb9WfJdL',
  rate_limit: 120,
  require_signatures: false,
  allowlist: [],
  countries: [],
  senders: [],
  spend_per_day: null,
  spend_per_month: null,
  note: '',
} as const;
