import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';
import { OVERLAPS } from '@/lib/domain/key-rotation/overlap';

const secretId = z.string().regex(/^sec_[0-9A-Za-z]{22}$/, 'This is not the id of a secret.');

/** `secretId` is the current one that the page showed, so that sending the form again replaces nothing. */
export const rotateApiKeySchema = z.strictObject({ keyId, secretId, overlap: z.enum(OVERLAPS) });

export const retireSecretSchema = z.strictObject({ keyId, secretId });
