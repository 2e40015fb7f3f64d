import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { type Result, refuse } from '@/lib/errors';
import { log } from '@/lib/log';

/**
 * Runs a verb for a page: what is refused is a value, and a fault is logged, with `who` does it, and becomes one plain
 * sentence.
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

/** The answer to a request that none of our pages made. */
export function refuseOrigin(): Result<never> {
  return refuse('FORBIDDEN', 'This request did not come from a page of ours.');
}
