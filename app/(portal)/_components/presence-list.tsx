import { Eye, PencilLine } from 'lucide-react';
import Link from 'next/link';
import { EndVisitButton } from '@/app/(portal)/_components/end-visit-button';
import { distinctNames } from '@/components/distinct-names';
import { buttonClass } from '@/components/ui/button';
import { nameAgent } from '@/lib/domain/support/agent-name';
import type { Presence } from '@/lib/domain/support/read-presence';

function saying({ mode, asks }: Presence): string {
  if (asks) return 'from support is viewing, and asks to make changes';
  return mode === 'act' ? 'from support is in, and may make changes' : 'from support is viewing';
}

interface PresenceListProps {
  presence: readonly Presence[];
  /** Where there is more to read of them. */
  page: string;
  onEnded(visitId: string): void;
}

/** Who of support is in, each with the way to show them out. */
export function PresenceList({ presence, page, onEnded }: PresenceListProps) {
  const names = distinctNames(
    presence.map(({ visitId, agent }) => ({ id: visitId, name: nameAgent(agent) })),
  );
  return (
    <ul className="pointer-events-auto animate-appear divide-y overflow-hidden rounded-xl border border-warning-text/40 bg-raised shadow-high">
      {presence.map((visit) => (
        <li
          key={visit.visitId}
          className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5 text-[0.8125rem]"
        >
          <span className="text-warning-text [&_svg]:size-4">
            {visit.mode === 'act' ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
          </span>
          <p className="wrap-anywhere min-w-0 flex-1 basis-48">
            <strong className="font-semibold">{nameAgent(visit.agent)}</strong> <span>{saying(visit)}</span>
          </p>
          <span className="flex items-center gap-2">
            <Link
              prefetch={false}
              href={page}
              aria-label={`${visit.asks ? 'Answer' : 'Details'}: ${names.get(visit.visitId)}`}
              className={buttonClass({ variant: 'ghost', size: 'small' })}
            >
              {visit.asks ? 'Answer' : 'Details'}
            </Link>
            <EndVisitButton
              visitId={visit.visitId}
              agent={visit.agent.name}
              aria-label={`End now: ${names.get(visit.visitId)}`}
              onEnded={() => onEnded(visit.visitId)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
