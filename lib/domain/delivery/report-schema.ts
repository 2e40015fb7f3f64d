import { z } from 'zod';
import { now } from '@/lib/clock';
import { parseTimestamp } from '@/lib/domain/delivery/timestamp';

const REPORTED = ['sent', 'delivered', 'undelivered', 'expired'] as const;

/** A status in any case; one that we do not know says nothing, and is no fault. */
const status = z
  .string('Give the status.')
  .transform((text) => REPORTED.find((known) => known === text.trim().toLowerCase()));

/** When it happened; if the carrier does not say, when we hear of it. */
const at = z
  .string('Write the time as RFC 3339 does.')
  .nullish()
  .transform((text, context) => {
    const moment = text == null ? now() : parseTimestamp(text);
    if (moment) return moment;
    context.addIssue({
      code: 'custom',
      message: 'Write the time as RFC 3339 does, such as 2026-11-21T10:00:00Z.',
    });
    return z.NEVER;
  });

/**
 * What a carrier says has become of a message. A carrier is not under our control: what it adds to a report is ignored,
 * and what it may leave out may also be null.
 */
export const messageReportSchema = z.object({
  id: z.string('Give the id of the message.').regex(/^msg_[0-9A-Za-z]{22}$/, 'This is not an id of ours.'),
  status,
  at,
});
