import { z } from 'zod';
import { passkeyProofSchema } from '@/lib/domain/passkeys/schema';
import { ownPassword } from '@/lib/domain/passwords/schema';
import { appCode, secondFactorCode } from '@/lib/domain/second-factor/code';
import { email } from '@/lib/domain/text/email';

export const confirmSecondFactorSchema = z.strictObject({ code: appCode });

/** What a signed-in user proves who they are with: the password and, if they have a second factor, a code or a passkey. */
export const proofFields = {
  password: ownPassword,
  code: secondFactorCode.optional(),
  passkey: passkeyProofSchema.optional(),
};

export const proveSecondFactorSchema = z.strictObject(proofFields);
export type SecondFactorProof = z.output<typeof proveSecondFactorSchema>;

export const removeSecondFactorSchema = z.strictObject({
  workspace: z.string().regex(/^ws_[A-Za-z0-9]+$/, 'Give the id of a workspace, such as ws_6hVbT….'),
  email,
});

/** What a page shows to set up an authenticator app. */
export interface AppSetup {
  /** In base32, for typing. */
  secret: string;
  /** The source of an image. */
  qrCode: string;
}
