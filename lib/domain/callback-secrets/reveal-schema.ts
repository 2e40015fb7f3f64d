import { z } from 'zod';
import { ownPassword } from '@/lib/domain/passwords/schema';

/** What showing the secret takes. The browser loads it only for that dialog. */
export const revealCallbackSecretSchema = z.strictObject({ password: ownPassword });
