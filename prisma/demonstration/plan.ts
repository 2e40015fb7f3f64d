import type { Environment, Role } from '@/lib/db/generated/enums';
import type { KeyState } from '@/lib/profiles/demonstration';

export const SUPPORT = {
  email: 'support@keydesk.example',
  name: 'Sam Support',
  role: 'lead',
  team: 'Customer care',
};

/** Who creates keys that end in a state, and how many days ago. */
interface Creation {
  by: Record<Environment, Role>;
  daysAgo: number;
}

export const CREATIONS: Record<KeyState, Creation> = {
  'in use': { by: { live: 'owner', sandbox: 'developer' }, daysAgo: 90 },
  'never used': { by: { live: 'admin', sandbox: 'developer' }, daysAgo: 2 },
  disabled: { by: { live: 'owner', sandbox: 'owner' }, daysAgo: 300 },
  expired: { by: { live: 'admin', sandbox: 'admin' }, daysAgo: 120 },
  revoked: { by: { live: 'admin', sandbox: 'developer' }, daysAgo: 200 },
};
