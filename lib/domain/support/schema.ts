import { z } from 'zod';
import { line } from '@/lib/domain/text/line';

const TOO_SHORT = 'Enter at least two characters.';

/** What an agent types or pastes into the console's search. */
export const searchCustomersSchema = z.strictObject({
  text: line(300, TOO_SHORT).refine((text) => [...text].length >= 2, TOO_SHORT),
});

export const readSummarySchema = z.strictObject({
  workspaceId: z.string().regex(/^ws_[0-9A-Za-z]{1,64}$/, 'This is not the ID of a workspace.'),
  /** A member to list even when there are more members than the summary shows. */
  memberId: z
    .string()
    .regex(/^usr_[0-9A-Za-z]{1,64}$/, 'This is not the ID of a member.')
    .optional(),
});

/** Whether a pasted key still works. A key that works must be rotated. */
export const PASTED_KEYS = ['works', 'ended'] as const;
export type PastedKey = (typeof PASTED_KEYS)[number];
