import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { usePolling } from '@/components/use-polling';
import type { Presence } from '@/lib/domain/support/read-presence';

const PATH = '/settings/support-access/presence';
const INTERVAL_MS = 5_000;

/** What the page below shows of a visit, and so has to load anew when it changes. */
function fingerprint(presence: readonly Presence[]): string {
  return JSON.stringify(presence.map(({ visitId, mode, asks }) => [visitId, mode, asks]));
}

/** Who of support is in the workspace, asked anew while the page is visible. Loads the page anew when that changes. */
export function usePresence(start: Presence[]): Presence[] {
  const router = useRouter();
  const [presence, setPresence] = useState(start);
  usePolling<Presence[]>(PATH, INTERVAL_MS, (next) => {
    setPresence(next);
    if (fingerprint(next) !== fingerprint(presence)) router.refresh();
  });
  return presence;
}
