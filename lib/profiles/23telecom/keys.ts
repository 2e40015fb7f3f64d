import { BASE62 } from '@/lib/base62';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

const WEBHOOKS = ['webhooks.read', 'webhooks.write'];

export const keys: KeyPolicy = {
  environments: {
    live: { prefix: 'sk_prod_', wire: 'production', label: 'Production' },
    sandbox: { prefix: 'sk_test_', wire: 'test', label: 'Test' },
  },
  numberSeparator: null,
  alphabet: BASE62,
  checksum: null,
  length: { min: 32, max: 128, preset: 48, advised: 32 },
  rateLimit: { preset: 60_000, max: 60_000, shared: true },
  reveal: 'once',
  scopes: [
    { name: 'sms.send', group: 'SMS', description: 'Send SMS' },
    { name: 'sms.read', group: 'SMS', description: 'Status, statistics, messages and unified view' },
    { name: 'balance.read', group: 'Account', description: 'Balance' },
    { name: 'pricing.read', group: 'Account', description: 'Pricing' },
    { name: 'payments.read', group: 'Account', description: 'Payments' },
    { name: 'webhooks.read', group: 'Webhooks', description: 'Webhook settings and logs' },
    { name: 'webhooks.write', group: 'Webhooks', description: 'Change webhooks and send tests' },
  ],
  presets: [
    { name: 'Send + track delivery', scopes: ['sms.send', 'sms.read'] },
    { name: 'Send only', scopes: ['sms.send'] },
    { name: 'Dashboard / monitoring', scopes: ['sms.read', 'balance.read'] },
    { name: 'Webhook management', scopes: WEBHOOKS },
    {
      name: 'Full API access',
      scopes: ['sms.send', 'sms.read', 'balance.read', 'pricing.read', 'payments.read', ...WEBHOOKS],
    },
  ],
  fullAccess: true,
  variable: 'TELECOM_API_KEY',
  signingVariable: 'TELECOM_SIGNING_SECRET',
  signingPrefix: '',
};
