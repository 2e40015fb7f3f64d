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

/**
 * Refuses a change that may stop live calls, unless a person has typed the name of what they change.
 * @param typed what they typed as a confirmation
 */
export function requireConfirmation(
  rehearsed: RehearsedCalls,
  typed: string | undefined,
  name: string,
): Result<null> {
  if (!mayStopLive(rehearsed) || (typed !== undefined && tidy(typed) === tidy(name))) return ok(null);
  const effect = rehearsed.refusedLive > 0 ? 'would' : 'may';
  return refuseFields({ confirmation: `Type “${name}” to confirm: live calls ${effect} stop.` });
}
