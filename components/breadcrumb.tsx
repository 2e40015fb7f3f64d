import { ChevronRight } from 'lucide-react';
import Link from 'next/link';

interface BreadcrumbProps {
  href: string;
  parent: string;
  current: string;
}

/** The page, with a link to its parent. */
export function Breadcrumb({ href, parent, current }: BreadcrumbProps) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex min-w-0 items-center gap-1.5 text-[0.8125rem] text-ink-muted">
        <li className="min-w-0">
          <Link
            prefetch={false}
            href={href}
            className="block truncate underline-offset-4 hover:text-ink hover:underline"
          >
            {parent}
          </Link>
        </li>
        <li aria-hidden>
          <ChevronRight className="size-3.5" />
        </li>
        <li aria-current="page" className="truncate">
          {current}
        </li>
      </ol>
    </nav>
  );
}
