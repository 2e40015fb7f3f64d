import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';

/** `signature` is what was made of the base, in hexadecimal digits or base64, with or without its header; empty: none. */
export const checkSignatureSchema = z.strictObject({
  keyId,
  base: z
    .string()
    .min(1, 'Paste the text that your code signs.')
    .max(20_000, 'Paste at most 20,000 characters.'),
  signature: z.string().trim().max(1_000, 'This is longer than any signature.'),
});
