import { z } from 'zod';
import { identityProof } from '@/lib/domain/second-factor/identity-schema';

/** What showing the secret takes. The browser loads it only for that dialog. */
export const revealCallbackSecretSchema = z.strictObject(identityProof);
