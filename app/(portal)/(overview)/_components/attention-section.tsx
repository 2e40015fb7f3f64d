import { CircleCheck, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';

export interface AttentionItem {
  /** What is wrong. */
  text: string;
  /** The page that shows exactly that. */
  href: string;
  /** The name of the link to it. */
  action: string;
}

/** What somebody should look at, each with a link to it. */
export function AttentionSection({ items }: { items: readonly AttentionItem[] }) {
  return (
    <Section title="Needs attention">
      {items.length === 0 ? (
        <p className="flex items-center gap-2.5 px-4 pt-2.5 pb-4 text-ink-muted sm:px-5">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success-text" />
          <span>Nothing needs your attention.</span>
        </p>
      ) : (
        <ul className="divide-y px-4 pt-1.5 pb-1.5 sm:px-5">
          {items.map(({ text, href, action }) => (
            <li key={href} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
              <span className="flex min-w-0 items-start gap-2.5">
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
                <span className="wrap-anywhere min-w-0">{text}</span>
              </span>
              <Link
                prefetch={false}
                href={href}
                className={buttonClass({ variant: 'link', size: 'inline', className: 'max-sm:ml-6.5' })}
              >
                {action}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
