import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { Demonstration } from '@/lib/profiles/demonstration';

/** The demonstration data of `npm run seed`. */
export const demonstration: Demonstration = {
  customers: { 'harbor.example': 'Harbor Books', 'meadow.example': 'Meadow Clinic' },
  keys: [
    { label: 'Checkout', environment: 'live', state: 'in use', scopes: ['messages.send'] },
    { label: 'Delivery reports', environment: 'live', state: 'never used', scopes: ['messages.read'] },
    { label: 'Old warehouse', environment: 'live', state: 'disabled', scopes: ['*'] },
    { label: 'Former CRM', environment: 'live', state: 'revoked', scopes: ['messages.send'] },
    { label: 'Staging', environment: 'sandbox', state: 'in use', scopes: ['*'] },
    {
      label: 'Laptop',
      environment: 'sandbox',
      state: 'never used',
      scopes: ['messages.send', 'messages.read'],
    },
    { label: 'Spring campaign', environment: 'sandbox', state: 'expired', scopes: ['messages.send'] },
    { label: 'First attempt', environment: 'sandbox', state: 'revoked', scopes: ['*'] },
  ],
  sender: 'Harbor',
  messages: {
    '+4915112345660': 'Your parcel arrives today between 14:00 and 16:00.',
    '+4915112345661': 'Your code is 482913. It is valid for ten minutes.',
    [MAGIC_NUMBERS.undelivered]: 'Reminder: your appointment is tomorrow at 9:30.',
  },
};
