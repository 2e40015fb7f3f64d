import { z } from 'zod';
import { allowlistSchema, networksSchema, storedAllowlistSchema } from '@/lib/domain/allowlists/schema';
import { notesSchema } from '@/lib/domain/api-keys/notes';
import { expiry, keyId, label, limits, purpose, rateLimit, scopes } from '@/lib/domain/api-keys/schema';
import { REMINDERS } from '@/lib/domain/key-policy/rotation-reminder';
import { OVERLAPS } from '@/lib/domain/key-rotation/overlap';
import { confirmation } from '@/lib/domain/rehearsals/schema';

export const renameApiKeySchema = z.strictObject({ keyId, label });

/**
 * `from`, here and below, is the value that the page showed. If someone else has changed it since, the change is
 * refused.
 */
export const changeScopesSchema = z.strictObject({ keyId, scopes, from: scopes.optional(), confirmation });

/** Scopes that somebody is picking. None yet is no mistake. */
export const rehearseScopesSchema = z.strictObject({ keyId, scopes: z.array(z.string().max(100)).max(200) });

/** `narrowingId` is the change that the page showed. */
export const undoNarrowingSchema = z.strictObject({ keyId, narrowingId: z.string().regex(/^\d{1,18}$/) });

export const annotateSchema = notesSchema.extend({ keyId, from: notesSchema.optional() });

export const setPurposeSchema = z.strictObject({ keyId, purpose: purpose.nullable() });

export const setRotationReminderSchema = z.strictObject({ keyId, reminder: z.enum(REMINDERS) });

export const setExpirySchema = z.strictObject({ keyId, expiry });

export const setRateLimitSchema = z.strictObject({ keyId, rateLimit, confirmation });

export const rehearseRateLimitSchema = z.strictObject({ keyId, rateLimit });

export const setAllowlistSchema = z.strictObject({
  keyId,
  allowlist: allowlistSchema,
  from: storedAllowlistSchema.optional(),
  confirmation,
});

export const rehearseAllowlistSchema = z.strictObject({ keyId, networks: networksSchema });

/** Limits that were checked when they were stored. */
const storedLimits = limits.extend({ senders: z.array(z.string()).max(100) });

export const setLimitsSchema = z.strictObject({ keyId, limits, from: storedLimits.optional(), confirmation });

export const rehearseCountriesSchema = z.strictObject({ keyId, countries: limits.shape.countries });

export const setSigningSchema = z.strictObject({ keyId, required: z.boolean() });

/** `version` is the one that the page showed, so that sending the form again replaces nothing. */
export const replaceSigningSecretSchema = z.strictObject({
  keyId,
  version: z.string().max(100),
  overlap: z.enum(OVERLAPS),
});
