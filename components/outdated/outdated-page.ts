import { useSyncExternalStore } from 'react';
import { toast } from 'sonner';
import { keepDrafts } from '@/components/outdated/drafts';

export const OUTDATED = 'Keydesk was updated. Reload this page to continue. What you typed is kept.';

let isOutdated = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Remembers that the server is of another version than this page, and offers to reload. */
export function markOutdated(): void {
  toast.warning(OUTDATED, {
    id: 'outdated',
    duration: Number.POSITIVE_INFINITY,
    action: { label: 'Reload', onClick: reload },
  });
  if (isOutdated) return;
  isOutdated = true;
  // Also when the browser's own button reloads the page.
  window.addEventListener('pagehide', keepDrafts);
  for (const listener of listeners) listener();
}

export function reload(): void {
  window.location.reload();
}

/** Whether the server turned out to be of another version than this page. */
export function useOutdated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isOutdated,
    () => false,
  );
}
