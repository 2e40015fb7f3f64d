import { z } from 'zod';
import { line } from '@/lib/domain/text/line';

/** For how long an agent may step in. */
export const VISIT_MINUTES = [15, 30, 60] as const;

const id = (kind: string) =>
  z.string().regex(new RegExp(`^${kind}_[0-9A-Za-z]{1,64}$`), 'This is not an id.');

const reason = line(300, 'Say why: the customer reads it.');

export const startVisitSchema = z.strictObject({
  workspaceId: id('ws'),
  /** The member to stand in for. */
  userId: id('usr'),
  reason,
  ticket: line(60, 'Name the ticket.'),
  minutes: z.literal(VISIT_MINUTES, 'Choose 15, 30 or 60 minutes.'),
});
export type StartVisitInput = z.input<typeof startVisitSchema>;

export const visitSchema = z.strictObject({ visitId: id('visit') });

export const askToActSchema = z.strictObject({ visitId: id('visit'), reason });
