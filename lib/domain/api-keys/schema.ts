import { z } from 'zod';

/** Control characters, and those that turn the direction of the text around them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const KEY_LABEL_MAX = 64;

const label = z
  .string()
  .trim()
  .min(1, 'Give the key a label.')
  .refine((value) => [...value].length <= KEY_LABEL_MAX, `Use at most ${KEY_LABEL_MAX} characters.`)
  .refine((value) => !UNPRINTABLE.test(value), 'Use printable characters only.');

const keyId = z.string().regex(/^key_[0-9A-Za-z]{22}$/, 'This is not a key id.');

/**
 * What creating a key takes. Scope names and the bounds of the length are the profile's, so the verb checks
 * those against it.
 */
export const createApiKeySchema = z.strictObject({
  label,
  environment: z.enum(['live', 'sandbox']),
  length: z.number({ error: 'Enter a whole number.' }).int('Enter a whole number.'),
  scopes: z
    .array(z.string())
    .min(1, 'Pick at least one scope.')
    .max(100)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'Name each scope once.'),
  /** Made once per opened form, so that sending the form again creates nothing. */
  creationToken: z.uuid(),
});
export type CreateApiKeyInput = z.input<typeof createApiKeySchema>;

export const KEY_FILTERS = ['current', 'revoked', 'all'] as const;

export const listApiKeysSchema = z.strictObject({
  filter: z.enum(KEY_FILTERS).default('current'),
  /** Part of a label, or a whole key id. */
  search: z
    .string()
    .trim()
    .max(100)
    .refine((value) => !UNPRINTABLE.test(value), 'Use printable characters only.')
    .default(''),
  cursor: z.string().max(200).optional(),
});

export const apiKeySchema = z.strictObject({ keyId });

export const readActivitySchema = z.strictObject({ keyIds: z.array(keyId).max(100) });
