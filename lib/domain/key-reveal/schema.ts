import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { identityProof } from '@/lib/domain/second-factor/identity-schema';

/** What showing a key again takes. */
export const revealApiKeySchema = apiKeySchema.extend(identityProof);
