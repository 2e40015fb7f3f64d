import { z } from 'zod';
import { allowlistSchema } from '@/lib/domain/allowlists/schema';
import { EXPIRY_PRESETS } from '@/lib/domain/api-keys/expiry';
import { notesSchema } from '@/lib/domain/api-keys/notes';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { COUNTRIES } from '@/lib/domain/phone-numbers/countries';
import { isSenderShaped, SENDER_HINT } from '@/lib/domain/phone-numbers/sender-shape';
import { line } from '@/lib/domain/text/line';
import { amountLimit } from '@/lib/domain/wallet/schema';
import { say } from '@/lib/say';

export const KEY_LABEL_MAX = 64;

export const label = line(KEY_LABEL_MAX, 'Enter a label.');

export const keyId = z.string().regex(/^key_[0-9A-Za-z]{22}$/, { error: () => say`This is not a key id.` });

/** The number of a key in its workspace. The database has 32 bits for it. */
const keyNumber = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

export const SENDER_TWICE = 'Name each sender once.';

const namedOnce = (values: readonly string[]) => new Set(values).size === values.length;

/** The profile decides which ones exist. */
export const purpose = z.string().max(40);

/** The profile decides which scopes exist. */
export const scopes = z
  .array(z.string())
  .min(1, 'Pick at least one scope.')
  .max(100)
  .refine(namedOnce, 'Name each scope once.')
  .refine(
    (names) => names.length === 1 || !names.includes(FULL_ACCESS),
    'Full access covers every other scope: pick it alone.',
  );

/** How long a key lasts from now, or when it expires. */
const WHEN = 'Choose a date.';
export const expiry = z.union([z.enum(EXPIRY_PRESETS, WHEN), z.date(WHEN)], WHEN);

const WHOLE = 'Enter a whole number.';
/** Calls a minute. Each workspace has a cap of its own. */
export const rateLimit = z.int({ error: WHOLE }).min(1, 'Enter 1 or more.');

/** ISO 3166-1 alpha-2. Empty: all countries. */
const countries = z
  .array(z.enum(COUNTRIES, 'There is no such country.'))
  .refine(namedOnce, 'Name each country once.');

/** Empty: all senders. */
const senders = z
  .array(z.string().trim().refine(isSenderShaped, SENDER_HINT))
  .max(100, 'Name at most 100 senders.')
  .refine(namedOnce, SENDER_TWICE);

/** What limits the damage if a key leaks. */
export const limits = z.strictObject({
  spendPerDay: amountLimit.default(null),
  spendPerMonth: amountLimit.default(null),
  countries: countries.default([]),
  senders: senders.default([]),
});
export type KeyLimits = z.output<typeof limits>;

const { owner, tags, note } = notesSchema.shape;

/**
 * The input for creating a key. The profile decides which scopes exist and how long a secret can be, so the verb checks
 * both.
 */
export const createApiKeySchema = z.strictObject({
  label,
  purpose: purpose.nullable().default(null),
  environment: z.enum(['live', 'sandbox']),
  length: z.number({ error: WHOLE }).int(WHOLE),
  scopes,
  expiry: expiry.default('never'),
  rateLimit: rateLimit.optional(),
  requireSignatures: z.boolean().default(false),
  allowlist: allowlistSchema.default([]),
  limits: limits.prefault({}),
  owner: owner.default(''),
  tags: tags.default([]),
  note: note.default(''),
  /** Generated once for each form that is opened, so that sending the form twice creates one key. */
  creationToken: z.uuid(),
});
export type CreateApiKeyInput = z.input<typeof createApiKeySchema>;
/** The same, with the defaults filled in. */
export type CreateApiKeySettings = z.output<typeof createApiKeySchema>;

/** The same, asked for by a key. What is left out is taken from that key. */
export const createApiKeyByKeySchema = createApiKeySchema.extend({
  expiry: expiry.optional(),
  requireSignatures: z.boolean().optional(),
  allowlist: allowlistSchema.optional(),
  limits: z
    .strictObject({ spendPerDay: amountLimit, spendPerMonth: amountLimit, countries, senders })
    .partial()
    .prefault({}),
  owner: owner.optional(),
  tags: tags.optional(),
});
export type CreateByKeySettings = z.output<typeof createApiKeyByKeySchema>;

export const apiKeySchema = z.strictObject({ keyId });

/** A whole secret that somebody pasted. */
export const identifyApiKeySchema = z.strictObject({ secret: z.string().min(1).max(300) });

/** A key, by its id or by its number. */
export const revokeApiKeySchema = z.strictObject({
  keyId: z.union([keyId, keyNumber], { error: () => say`This is not a key id.` }),
});
