'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { LinkProgress } from '@/components/link-progress';

/** A link of the main navigation. It is marked, and scrolled into view, on its page and the pages below it. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  const current = path === href || path.startsWith(`${href}/`);
  const link = useRef<HTMLAnchorElement>(null);

  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);

  return (
    <Link
      ref={link}
      prefetch={false}
      href={href}
      aria-current={current ? 'page' : undefined}
      className="relative flex items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-2 py-2 font-medium text-ink-muted hover:text-ink aria-[current]:border-accent-text aria-[current]:text-ink lg:rounded-md lg:border-0 lg:hover:bg-hover lg:aria-[current]:bg-hover [&_svg]:size-4 max-sm:[&_svg]:hidden"
    >
      {children}
      <LinkProgress />
    </Link>
  );
}
