import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { ownPassword } from '@/lib/domain/passwords/schema';

/** What showing a key again takes. The browser loads it only for that dialog. */
export const revealApiKeySchema = apiKeySchema.extend({ password: ownPassword });
