import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { Demonstration } from '@/lib/profiles/demonstration';

/** The demonstration data of `npm run seed`. */
export const demonstration: Demonstration = {
  customers: { 'foerde.example': 'Förde Apotheken', 'hafenrad.example': 'Hafenrad Kiel' },
  keys: [
    { label: 'Shop notifications', environment: 'live', state: 'in use', scopes: ['sms', 'status'] },
    { label: 'Reminder calls', environment: 'live', state: 'never used', scopes: ['voice', 'balance'] },
    {
      label: 'Old newsletter plugin',
      environment: 'live',
      state: 'disabled',
      scopes: ['sms', 'lookup', 'journal'],
    },
    { label: 'Agency access', environment: 'live', state: 'revoked', scopes: ['sms', 'analytics'] },
    { label: 'Developer laptop', environment: 'sandbox', state: 'in use', scopes: ['*'] },
    { label: 'Webhook setup', environment: 'sandbox', state: 'never used', scopes: ['hooks'] },
    { label: 'Price import', environment: 'sandbox', state: 'expired', scopes: ['pricing'] },
    { label: 'First try', environment: 'sandbox', state: 'revoked', scopes: ['sms', 'balance'] },
  ],
  sender: 'Hafenrad',
  messages: {
    '+4915112345678': 'Hafenrad: your bike is ready at locker 7. Code 402917.',
    '+436641234567': 'Förde Apotheken: your order can be collected until 18:00.',
    [MAGIC_NUMBERS.undelivered]: 'Hafenrad: please return your bike by Friday.',
  },
};
