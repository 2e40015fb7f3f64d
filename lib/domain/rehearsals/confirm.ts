import { tidy } from '@/lib/domain/text/tidy';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** What a rehearsal counted. */
export interface RehearsedCalls {
  /** The successful calls that would succeed today, too. */
  calls: number;
  /** Those of them that the change would have refused. */
  refused: number;
  /** Those of the refused ones that were live. */
  refusedLive: number;
}

/**
 * Refuses a change that would stop live calls, unless a person has typed the name of what they change.
 * @param typed what they typed as a confirmation
 */
export function requireConfirmation(
  { refusedLive }: RehearsedCalls,
  typed: string | undefined,
  name: string,
): Result<null> {
  if (refusedLive === 0 || (typed !== undefined && tidy(typed) === tidy(name))) return ok(null);
  return refuseFields({ confirmation: `Type “${name}” to confirm: live calls would stop.` });
}
