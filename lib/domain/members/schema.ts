import { z } from 'zod';
import { pageFields } from '@/lib/domain/paging/schema';
import { id } from '@/lib/domain/text/id';
import { optionalLine } from '@/lib/domain/text/line';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';

export const ROLES = ['owner', 'admin', 'developer', 'viewer'] as const;

const { limit, cursor } = pageFields;
const userId = id('usr', 'member');
const role = z.enum(ROLES, 'Choose a role.');

export const listMembersSchema = z.strictObject({
  search: optionalLine(SEARCH_MAX).optional(),
  role: role.optional(),
  limit,
  cursor,
});

/** A member of the workspace. */
export const memberSchema = z.strictObject({ userId });

/** The keys that a member or former member knows. */
export const knownKeysSchema = z.strictObject({ userId, limit, cursor });

export const changeRoleSchema = z.strictObject({ userId, role });

/** The workspace that the page shows, because another tab may have signed in to another one. */
export const leaveWorkspaceSchema = z.strictObject({ workspaceId: id('ws', 'workspace') });
