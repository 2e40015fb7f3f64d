'use client';

import { DoorOpen, Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { LinkProgress } from '@/components/link-progress';

const VISITS = '/support/visits';

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

/** The console's pages. A customer's own is one of those that were searched. */
export function ConsoleNav({ listsVisits }: { listsVisits: boolean }) {
  const isVisits = usePathname() === VISITS;
  return (
    <nav aria-label="Main" className="-mx-2 sm:mx-0">
      <ul className="flex gap-1">
        <ConsoleLink href="/support" current={!isVisits}>
          <Search aria-hidden />
          Customers
        </ConsoleLink>
        {listsVisits && (
          <ConsoleLink href={VISITS} current={isVisits}>
            <DoorOpen aria-hidden />
            Open visits
          </ConsoleLink>
        )}
      </ul>
    </nav>
  );
}
