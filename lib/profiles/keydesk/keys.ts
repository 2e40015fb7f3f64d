import { BASE62 } from '@/lib/base62';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

export const keys: KeyPolicy = {
  environments: {
    live: { prefix: 'kd_live_', wire: 'live', label: 'Live' },
    sandbox: { prefix: 'kd_sandbox_', wire: 'sandbox', label: 'Sandbox' },
  },
  numberSeparator: null,
  alphabet: BASE62,
  checksum: 'crc32',
  length: { min: 32, max: 128, preset: 64, advised: 64 },
  rateLimit: { preset: 120, max: 6_000, shared: false },
  reveal: 'once',
  scopes: [
    { name: 'messages.send', group: 'Messages', description: 'Send messages' },
    { name: 'messages.read', group: 'Messages', description: 'Read sent messages and their delivery status' },
    { name: 'voice.send', group: 'Voice calls', description: 'Start voice calls' },
    { name: 'voice.read', group: 'Voice calls', description: 'Read voice calls and their status' },
    { name: 'verifications.write', group: 'Verifications', description: 'Send and check one-time codes' },
    { name: 'lookups.run', group: 'Lookups', description: 'Look up phone numbers' },
    { name: 'emails.check', group: 'Email checks', description: 'Check email addresses' },
    { name: 'balance.read', group: 'Balance', description: 'Read the balance' },
    { name: 'keys.manage', group: 'API keys', description: 'Create, change and revoke API keys' },
    {
      name: 'transactions.read',
      group: 'Balance',
      description: 'Read payments, charges and refunds',
    },
    { name: 'webhooks.read', group: 'Webhooks', description: 'Read webhook endpoints and deliveries' },
    {
      name: 'webhooks.write',
      group: 'Webhooks',
      description: 'Create, change, test and delete webhook endpoints',
    },
  ],
  presets: [
    { name: 'Send only', scopes: ['messages.send'] },
    { name: 'Send and track', scopes: ['messages.send', 'messages.read'] },
    { name: 'Monitoring', scopes: ['messages.read', 'balance.read'] },
  ],
  fullAccess: true,
  variable: 'KEYDESK_API_KEY',
  signingVariable: 'KEYDESK_SIGNING_SECRET',
  signingPrefix: 'kds_',
};
