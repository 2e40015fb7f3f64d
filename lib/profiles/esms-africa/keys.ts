import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

export const keys: KeyPolicy = {
  environments: {
    live: { prefix: 'esms_live_', wire: 'live', label: 'Live' },
    sandbox: { prefix: 'esms_test_', wire: 'test', label: 'Test' },
  },
  numberSeparator: null,
  numericIds: true,
  alphabet: 'abcdefghijklmnopqrstuvwxyz0123456789',
  checksum: null,
  length: { min: 32, max: 128, preset: 32, advised: 32 },
  rateLimit: { preset: 120, max: 6_000, shared: false },
  reveal: 'once',
  scopes: [
    { name: 'send', group: 'Messages', description: 'Send messages, and check a bulk send before it' },
    { name: 'query', group: 'Messages', description: 'Read messages, the balance, transactions and routes' },
    { name: 'webhooks', group: 'Account', description: 'Read and change the webhook settings' },
    { name: 'keys', group: 'Account', description: 'List, create and revoke API keys' },
  ],
  presets: [
    { name: 'Send only', scopes: ['send'] },
    { name: 'Send and query', scopes: ['send', 'query'] },
    { name: 'Query only', scopes: ['query'] },
  ],
  fullAccess: false,
  variable: 'ESMS_API_KEY',
  signingVariable: '',
  signingPrefix: '',
};
