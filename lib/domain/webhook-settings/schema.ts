import { z } from 'zod';
import { url } from '@/lib/domain/webhook-endpoints/schema';

export const readSettingsSchema = z.strictObject({});

/** What is left out stays. The policy decides which slots and options there are. */
export const setSettingsSchema = z.strictObject({
  /** By the name of the slot. Null: no URL. */
  urls: z.record(z.string(), url.nullable()).default({}),
  /** Null: deliveries are not signed. */
  secret: z.string().nullable().optional(),
  /** By the name of the option. */
  options: z.record(z.string(), z.boolean()).default({}),
  isActive: z.boolean().optional(),
});
export type SettingsChange = z.output<typeof setSettingsSchema>;

export const rotateSettingsSecretSchema = z.strictObject({});

/** Without a slot, it is the first one of the policy that gets events. */
export const sendSlotTestSchema = z.strictObject({ slot: z.string().optional() });
