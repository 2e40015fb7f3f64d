import { z } from 'zod';
import { allowlistEntrySchema } from '@/lib/domain/allowlists/schema';
import { keyFilterSchema } from '@/lib/domain/api-keys/list-schema';
import { expiry, keyId } from '@/lib/domain/api-keys/schema';
import { BULK_KINDS, EXCEPT_MAX, PICKED_MAX } from '@/lib/domain/bulk-actions/limits';
import { confirmation } from '@/lib/domain/rehearsals/schema';
import { say } from '@/lib/say';

/** Keys that somebody picked, or all that match a filter but the ones that they left out. */
const selection = z.union([
  z.strictObject({
    keyIds: z
      .array(keyId)
      .min(1)
      .max(PICKED_MAX, {
        error: () => say`Select at most ${PICKED_MAX.toLocaleString('en')} keys one by one.`,
      }),
  }),
  z.strictObject({ filter: keyFilterSchema, except: z.array(keyId).max(EXCEPT_MAX).default([]) }),
]);
export type BulkSelection = z.output<typeof selection>;
export type BulkSelectionInput = z.input<typeof selection>;

const asked = {
  selection,
  kind: z.enum(BULK_KINDS),
  /** For `setExpiry`. */
  expiry: expiry.default('never'),
  /** For `addNetwork`. */
  entry: allowlistEntrySchema.optional(),
};

const hasItsEntry = ({ kind, entry }: { kind: string; entry?: unknown }) =>
  kind !== 'addNetwork' || entry !== undefined;
const MISSING = { path: ['entry', 'network'], message: 'Enter an address.' };

export const previewBulkActionSchema = z.strictObject(asked).refine(hasItsEntry, MISSING);
export type AskedBulkAction = z.output<typeof previewBulkActionSchema>;

export const startBulkActionSchema = z
  .strictObject({
    ...asked,
    /** When the impact was shown. Keys that were created later are left out. */
    asOf: z.iso.datetime(),
    /** Of the keys whose impact was shown. */
    fingerprint: z.string().max(100),
    /** Generated once for each form that is opened, so that sending the form twice starts one bulk action. */
    token: z.uuid(),
    confirmation,
  })
  .refine(hasItsEntry, MISSING);

export const bulkActionSchema = z.strictObject({
  bulkActionId: z.string().regex(/^bulk_[0-9A-Za-z]{1,64}$/, 'There is no such bulk action.'),
});
