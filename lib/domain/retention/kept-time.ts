import { DAY, now } from '@/lib/clock';
import { firstRehearsedDay } from '@/lib/domain/rehearsals/period';
import { env } from '@/lib/env';

/** How long rows stay after they are no longer needed, at most. */
const LONGEST_MS = 30 * DAY;
/** A year and the month that it begins in. */
const HOURS_KEPT_MS = 396 * DAY;
/** Longer than a report of a year and the month that it begins in. */
const REPORTED_MS = 400 * DAY;

/** Message data from before this time is erased. Undefined: it is kept without an end. */
export function messagesKeptSince(): Date | undefined {
  const { RETENTION_DAYS } = env();
  return RETENTION_DAYS === undefined ? undefined : new Date(now().getTime() - RETENTION_DAYS * DAY);
}

/** Erased messages from before this time are dropped: until then, reports count them. Undefined: none is. */
export function messageRowsKeptSince(): Date | undefined {
  const erased = messagesKeptSince();
  const reported = new Date(now().getTime() - REPORTED_MS);
  return erased && erased > reported ? reported : erased;
}

/** Rows that were no longer needed at this time are deleted. */
export function leftoversKeptSince(): Date {
  return new Date(now().getTime() - LONGEST_MS);
}

/** The same for rows with a phone number or an email address, which are not kept longer than messages. */
export function contactsKeptSince(): Date {
  const leftovers = leftoversKeptSince();
  const messages = messagesKeptSince();
  return messages && messages > leftovers ? messages : leftovers;
}

/** Counts of calls by hour from before this time are deleted. Those by day stay. */
export function hoursKeptSince(): Date {
  return new Date(now().getTime() - HOURS_KEPT_MS);
}

/** Days from before this one are not rehearsed any more. It is one more than rehearsals read. */
export function rehearsedKeptSince(): Date {
  return new Date(new Date(firstRehearsedDay()).getTime() - DAY);
}
