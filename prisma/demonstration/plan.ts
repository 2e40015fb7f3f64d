import type { Environment, Role } from '@/lib/db/generated/enums';

/** What happened to a key after its creation. */
export type KeyState = 'in use' | 'never used' | 'disabled' | 'expired' | 'revoked';

/** What a key of the plan may do, in the scopes that the provider has for it. */
export type Duty = 'send' | 'read' | 'everything';

export interface KeyPlan {
  label: string;
  environment: Environment;
  duties: Duty[];
  state: KeyState;
  createdBy: Role;
  createdDaysAgo: number;
}

/** Workspaces by the domain of their members' addresses. Nobody can own a domain under .example. */
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
    duties: ['send'],
    state: 'in use',
    createdBy: 'owner',
    createdDaysAgo: 90,
  },
  {
    label: 'Delivery reports',
    environment: 'live',
    duties: ['read'],
    state: 'never used',
    createdBy: 'admin',
    createdDaysAgo: 12,
  },
  {
    label: 'Old warehouse',
    environment: 'live',
    duties: ['everything'],
    state: 'disabled',
    createdBy: 'owner',
    createdDaysAgo: 300,
  },
  {
    label: 'Former CRM',
    environment: 'live',
    duties: ['send'],
    state: 'revoked',
    createdBy: 'admin',
    createdDaysAgo: 200,
  },
  {
    label: 'Staging',
    environment: 'sandbox',
    duties: ['everything'],
    state: 'in use',
    createdBy: 'developer',
    createdDaysAgo: 30,
  },
  {
    label: 'Laptop',
    environment: 'sandbox',
    duties: ['send', 'read'],
    state: 'never used',
    createdBy: 'developer',
    createdDaysAgo: 2,
  },
  {
    label: 'Spring campaign',
    environment: 'sandbox',
    duties: ['send'],
    state: 'expired',
    createdBy: 'admin',
    createdDaysAgo: 120,
  },
  {
    label: 'First attempt',
    environment: 'sandbox',
    duties: ['everything'],
    state: 'revoked',
    createdBy: 'developer',
    createdDaysAgo: 31,
  },
];

/** Sandbox messages of every key in use, by recipient. */
export const MESSAGES = {
  '+4915112345660': 'Your parcel arrives today between 14:00 and 16:00.',
  '+4915112345661': 'Your code is 482913. It is valid for ten minutes.',
  '+15005550101': 'Reminder: your appointment is tomorrow at 9:30.',
};
