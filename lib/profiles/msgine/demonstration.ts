import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { Demonstration } from '@/lib/profiles/demonstration';

/** The demonstration data of `npm run seed`. */
export const demonstration: Demonstration = {
  customers: { 'nile.example': 'Nile Deliveries', 'acacia.example': 'Acacia Clinic' },
  keys: [
    {
      label: 'Order notifications',
      environment: 'live',
      state: 'in use',
      scopes: ['sms.send'],
      purpose: 'Production',
    },
    {
      label: 'Support desk',
      environment: 'live',
      state: 'never used',
      scopes: ['sms.read'],
      purpose: 'Third-party',
    },
    {
      label: 'Old billing server',
      environment: 'live',
      state: 'disabled',
      scopes: ['sms.send', 'sms.read'],
      purpose: 'Production',
    },
    {
      label: 'Marketing agency',
      environment: 'live',
      state: 'revoked',
      scopes: ['sms.send'],
      purpose: 'Third-party',
    },
    {
      label: 'Local development',
      environment: 'sandbox',
      state: 'in use',
      scopes: ['sms.send', 'sms.read'],
      purpose: 'Development',
    },
    {
      label: 'Release pipeline',
      environment: 'sandbox',
      state: 'never used',
      scopes: ['sms.send'],
      purpose: 'CI/CD',
    },
    {
      label: 'Trial of the SDK',
      environment: 'sandbox',
      state: 'expired',
      scopes: ['sms.send'],
      purpose: 'Development',
    },
    {
      label: 'First token',
      environment: 'sandbox',
      state: 'revoked',
      scopes: ['sms.send', 'sms.read'],
      purpose: 'Development',
    },
  ],
  sender: 'NileGo',
  messages: {
    '+256701521269': 'Your rider is on the way to Kololo. Please keep your phone on.',
    '+256772123456': 'Your sign-in code is 305871. Do not share it.',
    [MAGIC_NUMBERS.undelivered]: 'Your clinic visit is on Friday at 10:00.',
  },
};
