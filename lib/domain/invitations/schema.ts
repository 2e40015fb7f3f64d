import { z } from 'zod';
import { email } from '@/lib/domain/text/email';
import { id } from '@/lib/domain/text/id';

/** Owners are made from members, not invited. */
export const INVITED_ROLES = ['admin', 'developer', 'viewer'] as const;

export const createInvitationSchema = z.strictObject({
  email,
  role: z.enum(INVITED_ROLES, 'Choose a role.'),
});

export const withdrawInvitationSchema = z.strictObject({ invitationId: id('inv', 'invitation') });
