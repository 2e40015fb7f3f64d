import { z } from 'zod';
import type { WireRequest } from '@/lib/profiles/profile';

/** The id of a key in a path. */
export const apiKeyParams = z.strictObject({ id: z.string().describe('The id of the key.') });

/** The input of the verbs that need nothing but the id of a key. */
export function readApiKeyId({ params }: WireRequest<z.infer<typeof apiKeyParams>>) {
  return { keyId: params.id };
}
