import Link from 'next/link';
import { LinkProgress } from '@/components/link-progress';
import { buttonClass } from '@/components/ui/button';

interface PagerProps {
  /** What it leads through, for those who do not see it. */
  label: string;
  /** Where the first page is; null on the first page. */
  newest: string | null;
  /** Where the next page is; null on the last one. */
  older: string | null;
  /** Whether the page stays where it is, because the list is only a part of it. */
  inPlace?: boolean;
  className?: string;
}

/** Leads through a list that is read a page at a time, newest first. */
export function Pager({ label, newest, older, inPlace = false, className = 'justify-end' }: PagerProps) {
  const links = [
    { name: 'Newest', href: newest },
    { name: 'Older', href: older },
  ];
  return (
    <nav aria-label={label} className={`flex gap-2 ${className}`}>
      {links.map(
        ({ name, href }) =>
          href !== null && (
            <Link
              key={name}
              href={href}
              scroll={!inPlace}
              prefetch={false}
              className={buttonClass({ size: 'small', className: 'relative overflow-hidden' })}
            >
              <span>{name}</span>
              <LinkProgress />
            </Link>
          ),
      )}
    </nav>
  );
}
