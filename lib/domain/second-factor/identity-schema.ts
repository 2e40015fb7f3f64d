import { z } from 'zod';
import { passkeyProofSchema } from '@/lib/domain/passkeys/schema';
import { ownPassword } from '@/lib/domain/passwords/schema';
import { secondFactorCode } from '@/lib/domain/second-factor/code';

/** What a signed-in user proves their identity with: the password, a code of the second factor, or a passkey. */
export const identityProof = {
  password: ownPassword.optional(),
  code: secondFactorCode.optional(),
  passkey: passkeyProofSchema.optional(),
};

export const identityProofSchema = z.strictObject(identityProof);

export type IdentityProof = z.output<typeof identityProofSchema>;
