import { BASE62 } from '@/lib/base62';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

const SENDING = ['sms:send', 'otp', 'voice'];

export const keys: KeyPolicy = {
  environments: {
    live: { prefix: '', wire: 'live', label: 'Live' },
    sandbox: { prefix: '', wire: 'sandbox', label: 'Sandbox' },
  },
  numberSeparator: '|',
  alphabet: BASE62,
  checksum: null,
  length: { min: 40, max: 128, preset: 48, advised: 40 },
  rateLimit: { preset: 120, max: 6_000, shared: false },
  reveal: 'once',
  scopes: [
    { name: 'sms:send', group: 'Sending', description: 'Send SMS' },
    { name: 'otp', group: 'Sending', description: 'Send and verify one-time codes' },
    { name: 'voice', group: 'Sending', description: 'Make voice calls and read their status' },
    { name: 'lookup', group: 'Verification', description: 'Look up phone numbers' },
    { name: 'email:verify', group: 'Verification', description: 'Verify email addresses' },
    { name: 'reports', group: 'Account', description: 'Read messages and campaigns' },
    { name: 'balance', group: 'Account', description: 'Read the balance and prices' },
    { name: 'webhooks', group: 'Account', description: 'Manage webhook endpoints' },
  ],
  presets: [
    { name: 'Send SMS', scopes: ['sms:send'] },
    { name: 'One-time codes', scopes: ['otp'] },
    { name: 'Send and report', scopes: [...SENDING, 'reports'] },
    { name: 'Monitoring', scopes: ['reports', 'balance'] },
  ],
  fullAccess: false,
  variable: 'HELLIO_API_TOKEN',
  signingVariable: '',
  signingPrefix: '',
};
