import { z } from 'zod';
import { pageFields } from '@/lib/domain/paging/schema';
import { newPassword, ownPassword } from '@/lib/domain/passwords/schema';
import { email } from '@/lib/domain/text/email';
import { id } from '@/lib/domain/text/id';
import { nameOf } from '@/lib/domain/users/schema';

export const renameSelfSchema = z.strictObject({ name: nameOf('Enter your name.') });

export const changePasswordSchema = z.strictObject({ password: ownPassword, newPassword });

export const beginEmailChangeSchema = z.strictObject({ email, password: ownPassword });

export const listSessionsSchema = z.strictObject({ cursor: pageFields.cursor });

export const endSessionSchema = z.strictObject({ sessionId: id('ses', 'session') });

/** The input of what concerns the whole account. */
export const nothingElseSchema = z.strictObject({});
