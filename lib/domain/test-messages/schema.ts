import { z } from 'zod';
import { say } from '@/lib/say';

/** The longest text that a message can have. */
const MAX_TEXT_LENGTH = 1_600;

/** What a test message says. A browser loads this file, so the numbers and senders are read by the verb. */
export const testMessageSchema = z.strictObject({
  keyId: z.string().min(1, { error: () => say`Choose a key.` }),
  to: z.string().trim().min(1, 'Enter a phone number.').max(40, 'Enter one phone number.'),
  from: z.string().trim().max(20, 'Use at most 20 characters.').optional(),
  text: z.string().min(1, 'Enter a text.').max(MAX_TEXT_LENGTH, `Use at most ${MAX_TEXT_LENGTH} characters.`),
});

export type TestMessage = z.output<typeof testMessageSchema>;

/** Each form has a token of its own: sending again with the same token sends nothing. */
export const sendTestMessageSchema = testMessageSchema.extend({ token: z.uuid() });
