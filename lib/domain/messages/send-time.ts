import { z } from 'zod';
import { DAY, MINUTE, now } from '@/lib/clock';
import { parseTimestamp } from '@/lib/domain/text/timestamp';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** How far ahead something can be scheduled. */
export const sendWindow = z.strictObject({
  /** The least. 0: any time that has not passed. */
  minutes: z.int().min(0),
  /** The most. */
  days: z.int().min(1).max(366),
});
export type SendWindow = z.output<typeof sendWindow>;

/** The window of providers that name no other. */
export const SEND_WINDOW: SendWindow = { minutes: 5, days: 7 };

const HINT = 'Give a time with its offset, such as 2026-11-26T10:15:00Z.';

/** A time at which something is to be sent. `checkSendTime` checks that it can be. */
export const sendTime = z.string({ error: HINT }).transform((text, context) => {
  const time = parseTimestamp(text);
  if (time) return time;
  context.addIssue({ code: 'custom', message: HINT, input: text });
  return z.NEVER;
});

/**
 * Checks that a time is in the window. A repeated request is not checked again: it gets its first response. Refuses with
 * INVALID_REQUEST, naming the field `at`.
 */
export function checkSendTime(at: Date | null, { minutes, days } = SEND_WINDOW): Result<null> {
  if (at === null) return ok(null);
  const aheadMs = at.getTime() - now().getTime();
  if (aheadMs >= minutes * MINUTE && aheadMs <= days * DAY) return ok(null);
  return refuseFields({ at: `Give a time that is ${minutes} minutes to ${days} days ahead.` });
}
