import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { Demonstration } from '@/lib/profiles/demonstration';

/** The demonstration data of `npm run seed`. */
export const demonstration: Demonstration = {
  customers: { 'volta.example': 'Volta Market', 'osu.example': 'Osu Dental Care' },
  keys: [
    { label: 'Online shop', environment: 'live', state: 'in use', scopes: ['sms:send', 'otp'] },
    { label: 'Finance dashboard', environment: 'live', state: 'never used', scopes: ['balance', 'reports'] },
    { label: 'Old call center', environment: 'live', state: 'disabled', scopes: ['voice', 'lookup'] },
    { label: 'Campaign agency', environment: 'live', state: 'revoked', scopes: ['sms:send', 'reports'] },
    { label: 'Development', environment: 'sandbox', state: 'in use', scopes: ['sms:send', 'otp', 'reports'] },
    { label: 'Address check', environment: 'sandbox', state: 'never used', scopes: ['email:verify'] },
    { label: 'Plug-in trial', environment: 'sandbox', state: 'expired', scopes: ['sms:send', 'webhooks'] },
    { label: 'First token', environment: 'sandbox', state: 'revoked', scopes: ['sms:send'] },
  ],
  sender: 'Volta',
  messages: {
    '+233241234567': 'Volta Market: your order is packed. The rider calls you before noon.',
    '+233501234567': 'Osu Dental Care: we look forward to seeing you on Friday at 9:30.',
    [MAGIC_NUMBERS.undelivered]: 'Volta Market: your delivery is waiting at the pick-up point.',
  },
};
