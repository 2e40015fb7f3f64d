import type { Role } from '@/lib/db/generated/enums';

/** The names of the roles in the interface. */
export const ROLE_NAMES: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  developer: 'Developer',
  viewer: 'Viewer',
};
