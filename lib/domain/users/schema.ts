import { z } from 'zod';
import { normalizePassword } from '@/lib/domain/passwords/normalize-password';
import { secondFactorCode } from '@/lib/domain/second-factor/code';
import { line } from '@/lib/domain/text/line';

/** Without a second factor, NIST SP 800-63B asks for fifteen. */
export const PASSWORD_MIN = 15;
const PASSWORD_MAX_BYTES = 1024;
const NAME_MAX = 100;

/** The name of a person, a team or a workspace. */
export const nameOf = (missing: string) => line(NAME_MAX, missing);

export const email = z
  .string('Enter your e-mail address.')
  .trim()
  .toLowerCase()
  .min(1, 'Enter your e-mail address.')
  .max(254, 'Enter a shorter e-mail address.')
  .pipe(z.email('Enter an e-mail address like ada@example.com.'));

const isTooLong = (password: string) => new TextEncoder().encode(password).length > PASSWORD_MAX_BYTES;

/** A password that somebody chooses, in its normalized form. */
export const newPassword = z
  .string('Choose a password.')
  .transform(normalizePassword)
  .refine((value) => [...value].length >= PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .refine((value) => !isTooLong(value), 'This password is too long.')
  // Half a character cannot be encoded, and so two such passwords would be one.
  .refine((value) => !/\p{Cs}/u.test(value), 'Use whole characters only.')
  .refine((value) => !/\p{Cc}/u.test(value), 'Use no tabs, line breaks or other control characters.');

const token = z.string().regex(/^[0-9A-Za-z]{43}$/, 'This link is not complete.');

export const signUpSchema = z.strictObject({
  name: nameOf('Enter your name.'),
  email,
  password: newPassword,
  workspaceName: nameOf('Enter a workspace name.'),
});
export type SignUpInput = z.input<typeof signUpSchema>;

/** A password as its owner types it. It is not normalized: an older hash may be of another form. */
export const ownPassword = z
  .string('Enter your password.')
  .min(1, 'Enter your password.')
  .refine((value) => !isTooLong(normalizePassword(value)), 'This password is too long.');

export const signInSchema = z.strictObject({
  email,
  password: ownPassword,
  code: secondFactorCode.optional(),
});
export type SignInInput = z.input<typeof signInSchema>;

export const requestPasswordResetSchema = z.strictObject({ email });
export type RequestPasswordResetInput = z.input<typeof requestPasswordResetSchema>;

/** Where nobody has proven the address before: which of the accounts that claim it, and the names it gets. */
const unprovenFields = {
  account: z.string('Choose one of the accounts.').max(50).optional(),
  name: nameOf('Enter your name.').optional(),
  workspaceName: nameOf('Enter a workspace name.').optional(),
};

export const resetPasswordSchema = z.strictObject({ token, password: newPassword, ...unprovenFields });
export type ResetPasswordInput = z.input<typeof resetPasswordSchema>;

/** A mailed link. */
export const linkSchema = z.strictObject({ token });
export type LinkInput = z.input<typeof linkSchema>;
