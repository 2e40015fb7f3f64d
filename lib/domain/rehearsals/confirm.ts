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
  /** The live calls of which it cannot tell that they would pass. Left out: none. */
  unknownLive?: number;
}

/** Whether live calls would stop, as far as is known. */
export function mayStopLive({ refusedLive, unknownLive = 0 }: RehearsedCalls): boolean {
  return refusedLive > 0 || unknownLive > 0;
}

/** Refuses unless a person has typed a text. @param effect what live calls do then */
export function requireTyped(
  typed: string | undefined,
  text: string,
  effect: 'would stop' | 'may stop' = 'would stop',
): Result<null> {
  if (typed !== undefined && tidy(typed) === tidy(text)) return ok(null);
  return refuseFields({ confirmation: `Type “${text}” to confirm: live calls ${effect}.` });
}

/**
 * Refuses a change that may stop live calls, unless a person has typed the name of what they change.
 * @param typed what they typed as a confirmation
 */
export function requireConfirmation(
  rehearsed: RehearsedCalls,
  typed: string | undefined,
  name: string,
): Result<null> {
  if (!mayStopLive(rehearsed)) return ok(null);
  return requireTyped(typed, name, rehearsed.refusedLive > 0 ? 'would stop' : 'may stop');
}
