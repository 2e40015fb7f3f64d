import { z } from 'zod';
import { passkeyProofSchema } from '@/lib/domain/passkeys/schema';
import { newPassword, ownPassword } from '@/lib/domain/passwords/schema';
import { secondFactorCode } from '@/lib/domain/second-factor/code';
import { email } from '@/lib/domain/text/email';
import { line } from '@/lib/domain/text/line';

const NAME_MAX = 100;

/** The name of a person, a team or a workspace. */
export const nameOf = (missing: string) => line(NAME_MAX, missing);

const token = z.string().regex(/^[0-9A-Za-z]{43}$/, 'This link is not complete.');

export const signUpSchema = z.strictObject({
  name: nameOf('Enter your name.'),
  email,
  password: newPassword,
  workspaceName: nameOf('Enter a workspace name.'),
});
export type SignUpInput = z.input<typeof signUpSchema>;

export const signInSchema = z.strictObject({
  email,
  password: ownPassword,
  code: secondFactorCode.optional(),
  passkey: passkeyProofSchema.optional(),
  /** Of an emailed link. It proves the mailbox of an address that is not confirmed. */
  linkToken: token.optional(),
});
export type SignInInput = z.input<typeof signInSchema>;

export const signInByPasskeySchema = z.strictObject({ passkey: passkeyProofSchema });

export const requestPasswordResetSchema = z.strictObject({ email });

/** If nobody has confirmed the address before: which account to reset, and the names it gets. */
const unprovenFields = {
  account: z.string('Choose one of the accounts.').max(50).optional(),
  name: nameOf('Enter your name.').optional(),
  workspaceName: nameOf('Enter a workspace name.').optional(),
};

export const resetPasswordSchema = z.strictObject({ token, password: newPassword, ...unprovenFields });
export type ResetPasswordInput = z.input<typeof resetPasswordSchema>;

/** An emailed link. */
export const linkSchema = z.strictObject({ token });
