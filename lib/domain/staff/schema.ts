import { z } from 'zod';
import { newPassword } from '@/lib/domain/passwords/schema';
import { email } from '@/lib/domain/text/email';
import { nameOf } from '@/lib/domain/users/schema';

const role = z.enum(['support', 'lead', 'operator'], 'Choose one of the roles support, lead and operator.');

export const createStaffSchema = z.strictObject({
  email,
  name: nameOf('Enter a name.'),
  role,
  team: nameOf('Name the team, as customers will read it.'),
});

export const changeStaffRoleSchema = z.strictObject({ email, role });

export const disableStaffSchema = z.strictObject({ email });

export const resetStaffSchema = z.strictObject({ email });

export const choosePasswordSchema = z.strictObject({ password: newPassword });

/** What an OpenID provider says about a user. */
export const openIdSchema = z.strictObject({
  issuer: z.url(),
  subject: z.string().min(1).max(255),
  email: email.optional().catch(undefined),
  emailVerified: z.boolean(),
});
