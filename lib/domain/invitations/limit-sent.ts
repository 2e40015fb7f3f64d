import { DAY, SECOND } from '@/lib/clock';
import { consume, limiter } from '@/lib/domain/throttle/limiter';
import { waitInWords } from '@/lib/domain/throttle/wait-in-words';
import { ok, type Result, refuse } from '@/lib/errors';

/** How many invitations a workspace sends in a day, and one person in all workspaces together. */
export const INVITATIONS_A_DAY = 100;

/**
 * Counts an invitation before it is sent. Withdrawing it gives nothing back, so that nobody mails many strangers by inviting
 * and withdrawing. Refuses with TOO_MANY_ATTEMPTS.
 */
export async function limitSent({
  workspaceId,
  userId,
}: {
  workspaceId: string;
  userId: string;
}): Promise<Result<null>> {
  const counters = limiter('invitation:sent', INVITATIONS_A_DAY, DAY / SECOND);
  for (const sender of [userId, workspaceId]) {
    const { waitMs } = await consume(counters, sender);
    if (waitMs === 0) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / SECOND));
    const message = `At most ${INVITATIONS_A_DAY} invitations are sent in a day. Try again in ${waitInWords(retryAfterSeconds)}.`;
    return refuse('TOO_MANY_ATTEMPTS', message, { retryAfterSeconds });
  }
  return ok(null);
}
