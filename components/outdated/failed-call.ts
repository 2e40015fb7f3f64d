import { unstable_isUnrecognizedActionError } from 'next/navigation';
import { markOutdated, outdated } from '@/components/outdated/outdated-page';
import { toast } from '@/components/ui/toast';
import { refuse } from '@/lib/errors';
import { say } from '@/lib/say';

const unreachable = () => say`Can’t reach Keydesk. Check your connection and try again.`;

/**
 * Turns the error of a call to a server action into a refusal. After a deployment, the server doesn't know the actions of
 * an older page: the page then offers to reload.
 */
export function failedCall(error: unknown) {
  if (unstable_isUnrecognizedActionError(error)) {
    markOutdated();
    return refuse('INTERNAL_ERROR', outdated());
  }
  // The browser reports a connection that failed as a TypeError.
  if (error instanceof TypeError) return refuse('INTERNAL_ERROR', unreachable());
  return refuse('INTERNAL_ERROR', 'Something went wrong on our side. Try again, or reload this page.');
}

/** Tells the user why a chunk could not be fetched: a deployment replaced it, or the server can't be reached. */
export async function reportFailedChunk(): Promise<void> {
  const isServerThere = await fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store' })
    .then(() => true)
    .catch(() => false);
  if (isServerThere) markOutdated();
  else toast.error(unreachable(), { id: 'unreachable' });
}
