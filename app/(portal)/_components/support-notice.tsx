'use client';

import { Eye, PencilLine } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { EndVisitButton } from '@/app/(portal)/_components/end-visit-button';
import { usePresence } from '@/app/(portal)/_components/use-presence';
import { buttonClass } from '@/components/ui/button';
import { nameAgent } from '@/lib/domain/support/agent-name';
import type { Presence } from '@/lib/domain/support/read-presence';

const PAGE = '/settings/support-access';

/** More than these at once are told of on the page. */
const SHOWN_MAX = 3;

function saying({ mode, asks }: Presence): string {
  if (asks) return 'from support is viewing, and asks to make changes';
  return mode === 'act' ? 'from support is in, and may make changes' : 'from support is viewing';
}

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
          <ul className="pointer-events-auto animate-appear divide-y overflow-hidden rounded-xl border border-warning-text/40 bg-raised shadow-high">
            {shown.map((visit) => (
              <li
                key={visit.visitId}
                className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5 text-[0.8125rem]"
              >
                <span className="text-warning-text [&_svg]:size-4">
                  {visit.mode === 'act' ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
                </span>
                <p className="wrap-anywhere min-w-0 flex-1 basis-48">
                  <strong className="font-semibold">{nameAgent(visit.agent)}</strong> {saying(visit)}
                </p>
                <span className="flex items-center gap-2">
                  <Link href={PAGE} className={buttonClass({ variant: 'ghost', size: 'small' })}>
                    {visit.asks ? 'Answer' : 'Details'}
                  </Link>
                  <EndVisitButton
                    visitId={visit.visitId}
                    agent={visit.agent.name}
                    onEnded={() => setEnded((before) => [...before, visit.visitId])}
                  />
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
