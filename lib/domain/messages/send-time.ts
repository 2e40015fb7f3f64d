import { z } from 'zod';
import { DAY, MINUTE, now } from '@/lib/clock';
import { parseTimestamp } from '@/lib/domain/text/timestamp';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** How far ahead a message can be scheduled. */
const EARLIEST_MS = 5 * MINUTE;
const LATEST_MS = 7 * DAY;

const HINT = 'Give a time with its offset, such as 2026-11-26T10:15:00Z.';

/** A time at which something is to be sent. `checkSendTime` checks that it can be. */
export const sendTime = z.string({ error: HINT }).transform((text, context) => {
  const time = parseTimestamp(text);
  if (time) return time;
  context.addIssue({ code: 'custom', message: HINT, input: text });
  return z.NEVER;
});

/**
 * Checks that a time is 5 minutes to 7 days ahead. A repeated request is not checked again: it gets its first response.
 * Refuses with INVALID_REQUEST, naming the field `at`.
 */
export function checkSendTime(at: Date | null): Result<null> {
  if (at === null) return ok(null);
  const aheadMs = at.getTime() - now().getTime();
  if (aheadMs >= EARLIEST_MS && aheadMs <= LATEST_MS) return ok(null);
  return refuseFields({ at: 'Give a time that is 5 minutes to 7 days ahead.' });
}
