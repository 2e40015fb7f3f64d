import Link from 'next/link';
import { LinkProgress } from '@/components/link-progress';
import { buttonClass } from '@/components/ui/button';

interface PagerProps {
  /** The accessible name: what the pages contain. */
  label: string;
  /** The URL of the first page; null on the first page. */
  newest: string | null;
  /** The URL of the page before, for a list that can go back one page. */
  newer?: string | null;
  /** The URL of the next page; null on the last page. */
  older: string | null;
  /** Keeps the scroll position, for a list that is only a part of the page. */
  inPlace?: boolean;
  /** What the links are called, for a list that has no time. */
  names?: { newest: string; newer?: string; older: string };
  className?: string;
}

/** Links through the pages of a list, newest first. */
export function Pager({
  label,
  newest,
  newer = null,
  older,
  inPlace = false,
  names = { newest: 'Newest', older: 'Older' },
  className = 'justify-end',
}: PagerProps) {
  const links = [
    { name: names.newest, href: newest },
    { name: names.newer ?? 'Newer', href: newer },
    { name: names.older, href: older },
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
