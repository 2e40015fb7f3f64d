import { z } from 'zod';
import { pageFields } from '@/lib/domain/paging/schema';
import { newPassword } from '@/lib/domain/passwords/schema';
import { email } from '@/lib/domain/text/email';
import { id } from '@/lib/domain/text/id';
import { optionalLine } from '@/lib/domain/text/line';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';
import { linkSchema, nameOf } from '@/lib/domain/users/schema';

/** Owners are made from members, not invited. */
export const INVITED_ROLES = ['admin', 'developer', 'viewer'] as const;

export const createInvitationSchema = z.strictObject({
  email,
  role: z.enum(INVITED_ROLES, 'Choose a role.'),
});

const { limit, cursor } = pageFields;
export const listInvitationsSchema = z.strictObject({
  search: optionalLine(SEARCH_MAX).optional(),
  limit,
  cursor,
});

export const withdrawInvitationSchema = z.strictObject({ invitationId: id('inv', 'invitation') });

/** The link of an invitation, and what its account needs besides the address. */
export const signUpInvitedSchema = linkSchema.extend({
  name: nameOf('Enter your name.'),
  password: newPassword,
});
export type SignUpInvitedInput = z.input<typeof signUpInvitedSchema>;
