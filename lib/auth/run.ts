import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { type Result, refuse } from '@/lib/errors';
import { log } from '@/lib/log';

/**
 * Runs a verb for a page. A refusal is a value; an exception is logged and becomes one generic refusal.
 * @param who the fields of the log line that name the actor
 */
export async function run<T>(verb: () => Promise<Result<T>>, who: object = {}): Promise<Result<T>> {
  try {
    return await verb();
  } catch (error) {
    unstable_rethrow(error);
    log.error({ ...who, err: error }, 'a server action failed');
    return refuse('INTERNAL_ERROR', 'Something went wrong on our side. Please try again.');
  }
}

/** The refusal of a request without a session. */
export function refuseSignedOut(): Result<never> {
  return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
}
