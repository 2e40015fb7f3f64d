import { z } from 'zod';
import { newPassword } from '@/lib/domain/passwords/schema';
import { email } from '@/lib/domain/text/email';
import { id } from '@/lib/domain/text/id';
import { linkSchema, nameOf } from '@/lib/domain/users/schema';

/** Owners are made from members, not invited. */
export const INVITED_ROLES = ['admin', 'developer', 'viewer'] as const;

export const createInvitationSchema = z.strictObject({
  email,
  role: z.enum(INVITED_ROLES, 'Choose a role.'),
});

export const withdrawInvitationSchema = z.strictObject({ invitationId: id('inv', 'invitation') });

/** The link of an invitation, and what its account needs besides the address. */
export const signUpInvitedSchema = linkSchema.extend({
  name: nameOf('Enter your name.'),
  password: newPassword,
});
export type SignUpInvitedInput = z.input<typeof signUpInvitedSchema>;
