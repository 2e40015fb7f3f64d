import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';

export const retireSigningSecretSchema = z.strictObject({
  keyId,
  signingSecretId: z.string().regex(/^sgs_[0-9A-Za-z]{22}$/, 'This is not the id of a signing secret.'),
});
