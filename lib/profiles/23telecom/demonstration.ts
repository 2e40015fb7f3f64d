import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { Demonstration } from '@/lib/profiles/demonstration';

/** The demonstration data of `npm run seed`. */
export const demonstration: Demonstration = {
  customers: { 'meridian.example': 'Meridian Travel', 'lumen.example': 'Lumen Energy' },
  keys: [
    {
      label: 'Booking confirmations',
      environment: 'live',
      state: 'in use',
      scopes: ['sms.send', 'sms.read'],
    },
    {
      label: 'Delivery dashboard',
      environment: 'live',
      state: 'never used',
      scopes: ['sms.read', 'balance.read'],
    },
    {
      label: 'Previous platform',
      environment: 'live',
      state: 'disabled',
      scopes: [
        'sms.send',
        'sms.read',
        'balance.read',
        'pricing.read',
        'payments.read',
        'webhooks.read',
        'webhooks.write',
      ],
    },
    { label: 'Reseller integration', environment: 'live', state: 'revoked', scopes: ['sms.send'] },
    { label: 'Staging', environment: 'sandbox', state: 'in use', scopes: ['*'] },
    {
      label: 'Webhook setup',
      environment: 'sandbox',
      state: 'never used',
      scopes: ['webhooks.read', 'webhooks.write'],
    },
    { label: 'Rate import', environment: 'sandbox', state: 'expired', scopes: ['pricing.read'] },
    { label: 'Trial integration', environment: 'sandbox', state: 'revoked', scopes: ['sms.send'] },
  ],
  sender: 'Meridian',
  messages: {
    '+33612345678': 'Meridian Travel: flight MT204 now leaves from gate B12.',
    '+34612345678': 'Meridian Travel: 719402 confirms your booking.',
    [MAGIC_NUMBERS.undelivered]: 'Lumen Energy: read your meter by Sunday.',
  },
};
