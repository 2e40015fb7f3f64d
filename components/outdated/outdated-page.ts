import { useSyncExternalStore } from 'react';
import { storeDrafts } from '@/components/outdated/drafts';
import { reload } from '@/components/outdated/reload';
import { toast } from '@/components/ui/toast';
import { say } from '@/lib/say';

export const outdated = () => say`Keydesk was updated. Reload this page to continue. What you typed is kept.`;

let isOutdated = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Records that the server has another version than this page, and offers to reload. */
export function markOutdated(): void {
  toast.warning(outdated(), {
    id: 'outdated',
    duration: Number.POSITIVE_INFINITY,
    action: { label: 'Reload', onClick: reload },
  });
  if (isOutdated) return;
  isOutdated = true;
  // For the browser's reload button, too.
  window.addEventListener('pagehide', storeDrafts);
  for (const listener of listeners) listener();
}

/** Whether the server is known to have another version than this page. */
export function useOutdated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isOutdated,
    () => false,
  );
}
