import { z } from 'zod';
import { ownPassword } from '@/lib/domain/passwords/schema';
import { secondFactorCode } from '@/lib/domain/second-factor/code';

/** What a signed-in user proves their identity with: the password, or a code of the second factor. */
export const identityProof = { password: ownPassword.optional(), code: secondFactorCode.optional() };

export const identityProofSchema = z.strictObject(identityProof);

export type IdentityProof = z.output<typeof identityProofSchema>;
