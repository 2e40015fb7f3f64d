import type { Role } from '@/lib/db/generated/enums';

/** How pages write the roles of members. */
export const ROLE_NAMES: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  developer: 'Developer',
  viewer: 'Viewer',
};
