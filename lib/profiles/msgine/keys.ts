import { BASE62 } from '@/lib/base62';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

export const keys: KeyPolicy = {
  environments: {
    live: { prefix: 'msgine_live_', wire: 'live', label: 'Live' },
    sandbox: { prefix: 'msgine_test_', wire: 'test', label: 'Test' },
  },
  numberSeparator: null,
  alphabet: BASE62,
  checksum: null,
  length: { min: 32, max: 64, preset: 40, advised: 32 },
  rateLimit: { preset: 60, max: 6_000, shared: false },
  reveal: 'once',
  scopes: [
    { name: 'sms.send', group: 'SMS', description: 'Send SMS messages' },
    { name: 'sms.read', group: 'SMS', description: 'Read sent messages and the history' },
  ],
  presets: [
    { name: 'Send only', scopes: ['sms.send'] },
    { name: 'Send and track', scopes: ['sms.send', 'sms.read'] },
  ],
  purposes: [
    { name: 'Development', rotateAfterDays: null },
    { name: 'Production', rotateAfterDays: 90 },
    { name: 'CI/CD', rotateAfterDays: null },
    { name: 'Third-party', rotateAfterDays: null },
  ],
  fullAccess: false,
  variable: 'MSGINE_API_KEY',
  signingVariable: '',
  signingPrefix: '',
};
