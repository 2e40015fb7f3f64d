import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { Demonstration } from '@/lib/profiles/demonstration';

/** The demonstration data of `npm run seed`. */
export const demonstration: Demonstration = {
  customers: { 'kilimani.example': 'Kilimani Pharmacy', 'savanna.example': 'Savanna Couriers' },
  keys: [
    { label: 'Production server', environment: 'live', state: 'in use', scopes: ['send', 'query'] },
    { label: 'Reporting script', environment: 'live', state: 'never used', scopes: ['query'] },
    {
      label: 'Old point of sale',
      environment: 'live',
      state: 'disabled',
      scopes: ['send', 'query', 'webhooks'],
    },
    { label: 'Field agents app', environment: 'live', state: 'revoked', scopes: ['send'] },
    { label: 'Development', environment: 'sandbox', state: 'in use', scopes: ['send', 'query', 'webhooks'] },
    { label: 'Key rotation script', environment: 'sandbox', state: 'never used', scopes: ['keys'] },
    { label: 'Bulk send trial', environment: 'sandbox', state: 'expired', scopes: ['send'] },
    { label: 'First key', environment: 'sandbox', state: 'revoked', scopes: ['query'] },
  ],
  sender: 'Kilimani',
  messages: {
    '+254712345678': 'Kilimani Pharmacy: your prescription is ready. We are open until 8 pm.',
    '+256701521269': 'Savanna Couriers: 640218 is the code for your parcel.',
    [MAGIC_NUMBERS.undelivered]: 'Kilimani Pharmacy: time to refill your prescription.',
  },
};
