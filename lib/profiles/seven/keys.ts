import { BASE62 } from '@/lib/base62';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

/** A key is letters and digits only, so its text does not tell its environment. */
export const keys: KeyPolicy = {
  environments: {
    live: { prefix: '', wire: 'live', label: 'Live' },
    sandbox: { prefix: '', wire: 'sandbox', label: 'Sandbox' },
  },
  numberSeparator: null,
  alphabet: BASE62,
  checksum: null,
  length: { min: 32, max: 128, preset: 64, advised: 64 },
  rateLimit: { preset: 600, max: 6_000, shared: false },
  reveal: 'recoverable',
  scopes: [
    { name: 'sms', group: 'Messages', description: 'Send SMS and delete scheduled ones' },
    { name: 'voice', group: 'Messages', description: 'Make voice calls' },
    { name: 'rcs', group: 'Messages', description: 'Send RCS' },
    { name: 'waba', group: 'Messages', description: 'Use WhatsApp' },
    { name: 'status', group: 'Reports', description: 'Read the status of messages' },
    { name: 'journal', group: 'Reports', description: 'Read sent messages and calls' },
    { name: 'analytics', group: 'Reports', description: 'Read totals' },
    { name: 'lookup', group: 'Numbers', description: 'Look up phone numbers' },
    { name: 'validate_for_voice', group: 'Numbers', description: 'Validate caller numbers' },
    { name: 'balance', group: 'Account', description: 'Read the balance' },
    { name: 'pricing', group: 'Account', description: 'Read prices' },
    { name: 'contacts', group: 'Account', description: 'Manage contacts and groups' },
    { name: 'subaccounts', group: 'Account', description: 'Manage subaccounts and own numbers' },
    { name: 'hooks', group: 'Account', description: 'Manage webhooks' },
  ],
  presets: [
    { name: 'Send SMS', scopes: ['sms', 'balance'] },
    { name: 'Send SMS and read reports', scopes: ['sms', 'balance', 'status', 'journal', 'analytics'] },
    { name: 'Look up numbers', scopes: ['lookup'] },
  ],
  fullAccess: true,
  variable: 'SEVEN_API_KEY',
  signingVariable: 'SEVEN_SIGNING_SECRET',
  signingPrefix: '',
  alwaysHasSigningSecret: true,
};
