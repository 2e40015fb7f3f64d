import type { Environment, Role } from '@/lib/db/generated/enums';

/** What has become of a key since it was made. */
export type KeyFate = 'in use' | 'never used' | 'disabled' | 'expired' | 'revoked';

export interface KeyPlan {
  label: string;
  environment: Environment;
  scopes: string[];
  fate: KeyFate;
  madeBy: Role;
  madeDaysAgo: number;
}

/** Workspaces by the domain of their members' addresses, which nobody can own. */
export const WORKSPACES = { 'harbor.example': 'Harbor Books', 'meadow.example': 'Meadow Clinic' };

export const SUPPORT = {
  email: 'support@keydesk.example',
  name: 'Sam Support',
  role: 'lead',
  team: 'Customer care',
};

/** Keys of both environments, in every state that a key can be in. */
export const KEYS: readonly KeyPlan[] = [
  {
    label: 'Checkout',
    environment: 'live',
    scopes: ['messages.send'],
    fate: 'in use',
    madeBy: 'owner',
    madeDaysAgo: 90,
  },
  {
    label: 'Delivery reports',
    environment: 'live',
    scopes: ['messages.read', 'balance.read'],
    fate: 'never used',
    madeBy: 'admin',
    madeDaysAgo: 12,
  },
  {
    label: 'Old warehouse',
    environment: 'live',
    scopes: ['*'],
    fate: 'disabled',
    madeBy: 'owner',
    madeDaysAgo: 300,
  },
  {
    label: 'Former CRM',
    environment: 'live',
    scopes: ['messages.send'],
    fate: 'revoked',
    madeBy: 'admin',
    madeDaysAgo: 200,
  },
  {
    label: 'Staging',
    environment: 'sandbox',
    scopes: ['*'],
    fate: 'in use',
    madeBy: 'developer',
    madeDaysAgo: 30,
  },
  {
    label: 'Laptop',
    environment: 'sandbox',
    scopes: ['messages.send', 'messages.read'],
    fate: 'never used',
    madeBy: 'developer',
    madeDaysAgo: 2,
  },
  {
    label: 'Spring campaign',
    environment: 'sandbox',
    scopes: ['messages.send'],
    fate: 'expired',
    madeBy: 'admin',
    madeDaysAgo: 120,
  },
  {
    label: 'First attempt',
    environment: 'sandbox',
    scopes: ['*'],
    fate: 'revoked',
    madeBy: 'developer',
    madeDaysAgo: 31,
  },
];

/** Sandbox messages of every key in use, by their recipients. */
export const MESSAGES = {
  '+4915112345660': 'Your parcel arrives today between 14:00 and 16:00.',
  '+4915112345661': 'Your code is 482913. It is good for ten minutes.',
  '+15005550101': 'Reminder: your appointment is tomorrow at 9:30.',
};
