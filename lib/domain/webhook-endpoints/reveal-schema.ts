import { identityProof } from '@/lib/domain/second-factor/identity-schema';
import { endpointSchema } from '@/lib/domain/webhook-endpoints/schema';

/** What showing a secret again takes. The browser loads it only for that dialog. */
export const revealEndpointSecretSchema = endpointSchema.extend(identityProof);
