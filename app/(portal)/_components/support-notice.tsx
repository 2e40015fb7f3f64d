'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { usePresence } from '@/app/(portal)/_components/use-presence';
import { failedPart } from '@/components/outdated/failed-call';
import type { Presence } from '@/lib/domain/support/read-presence';

const PAGE = '/settings/support-access';

/** More than these at once are told of on the page. */
const SHOWN_MAX = 3;

// Mostly nobody is in, and the page does without it.
const PresenceList = dynamic(() =>
  import('@/app/(portal)/_components/presence-list')
    .then((module) => module.PresenceList)
    .catch(async () => {
      await failedPart();
      return () => null;
    }),
);

/** Tells a member, on every page, who of support is in their workspace; it comes and goes by itself. */
export function SupportNotice({ presence: start }: { presence: Presence[] }) {
  const presence = usePresence(start);
  const [ended, setEnded] = useState<readonly string[]>([]);
  // The page has its own list of them.
  const isThere = usePathname() === PAGE;
  const shown = presence.filter(({ visitId }) => !ended.includes(visitId)).slice(0, SHOWN_MAX);
  const isShown = shown.length > 0 && !isThere;
  return (
    <>
      {/* Room at the end of the page, so that it covers nothing there. */}
      {isShown && <div className="h-28" aria-hidden />}
      <section
        aria-label="Support in your workspace"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-3 bottom-3 z-20 lg:right-auto lg:left-64 lg:max-w-xl"
      >
        {isShown && (
          <PresenceList
            presence={shown}
            page={PAGE}
            onEnded={(visitId) => setEnded((before) => [...before, visitId])}
          />
        )}
      </section>
    </>
  );
}
