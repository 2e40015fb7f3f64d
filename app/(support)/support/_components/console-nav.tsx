'use client';

import { DoorOpen, Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { LinkProgress } from '@/components/link-progress';

const SESSIONS = '/support/sessions';

function ConsoleLink({ href, current, children }: { href: string; current: boolean; children: ReactNode }) {
  return (
    <li>
      <Link
        prefetch={false}
        href={href}
        aria-current={current ? 'page' : undefined}
        className="relative flex items-center gap-2 border-transparent border-b-2 px-2 py-2.5 font-medium text-ink-muted hover:text-ink aria-[current]:border-accent-text aria-[current]:text-ink sm:py-4 [&_svg]:size-4"
      >
        {children}
        <LinkProgress />
      </Link>
    </li>
  );
}

/** Links to the console's pages. A customer's page belongs to “Customers”. */
export function ConsoleNav({ listsSessions }: { listsSessions: boolean }) {
  const isOnSessions = usePathname() === SESSIONS;
  return (
    <nav aria-label="Main" className="-mx-2 sm:mx-0">
      <ul className="flex gap-1">
        <ConsoleLink href="/support" current={!isOnSessions}>
          <Search aria-hidden />
          Customers
        </ConsoleLink>
        {listsSessions && (
          <ConsoleLink href={SESSIONS} current={isOnSessions}>
            <DoorOpen aria-hidden />
            Open sessions
          </ConsoleLink>
        )}
      </ul>
    </nav>
  );
}
