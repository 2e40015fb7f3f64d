import { z } from 'zod';
import { isPrintable } from '@/lib/domain/printable';

/** For how long an agent may step in. */
export const VISIT_MINUTES = [15, 30, 60] as const;

const id = (kind: string) =>
  z.string().regex(new RegExp(`^${kind}_[0-9A-Za-z]{1,64}$`), 'This is not an id.');

const line = (missing: string, max: number) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .refine(isPrintable, 'Use printable characters only, on one line.');

const reason = line('Say why: the customer reads it.', 300);

export const startVisitSchema = z.strictObject({
  workspaceId: id('ws'),
  /** The member to stand in for. */
  userId: id('usr'),
  reason,
  ticket: line('Name the ticket.', 60),
  minutes: z.literal(VISIT_MINUTES, 'Choose 15, 30 or 60 minutes.'),
});
export type StartVisitInput = z.input<typeof startVisitSchema>;

export const visitSchema = z.strictObject({ visitId: id('visit') });

export const askToActSchema = z.strictObject({ visitId: id('visit'), reason });
