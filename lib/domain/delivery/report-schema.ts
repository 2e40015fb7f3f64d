import { z } from 'zod';
import { now } from '@/lib/clock';
import { parseTimestamp } from '@/lib/domain/text/timestamp';

/** A status in upper or lower case. An unknown status is not an error. */
const status = z.string('Give the status.').transform((text) => text.trim().toLowerCase());

/** When it happened. If the carrier does not say, the current time. */
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

/** In seconds. Carriers end calls long before a day has passed. */
const LONGEST_CALL = 86_400;
const DURATION = `Give the duration in whole seconds, up to ${LONGEST_CALL}, or leave it out.`;

/** What a report is about. Its id tells whether that is a message or a voice call. */
export const reportedSchema = z.object({
  id: z.string('Give the id.').regex(/^(?:msg|vc)_[0-9A-Za-z]{22}$/, 'This is not an id of ours.'),
});

/**
 * A carrier's report on a message. Carriers are not under our control: additional fields are ignored, and optional
 * fields may be null.
 */
export const messageReportSchema = z.object({ status, at });

/** A carrier's report on a voice call. */
export const voiceCallReportSchema = messageReportSchema.extend({
  durationSeconds: z.int(DURATION).min(0, DURATION).max(LONGEST_CALL, DURATION).nullish(),
});

export type CarrierReport = z.output<typeof voiceCallReportSchema>;
