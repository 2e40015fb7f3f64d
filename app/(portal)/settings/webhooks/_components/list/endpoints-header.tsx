import Link from 'next/link';
import type { ReactElement } from 'react';
import { pagePath } from '@/lib/profiles/reference/address';

const LEAD = 'We send events to your server as they happen, so you don’t have to poll.';

/** The title above the endpoints, what they are for, and a button. */
export function EndpointsHeader({
  heading: Heading = 'h1',
  title,
  readOnly = false,
  children,
}: {
  heading?: 'h1' | 'h2';
  title: string;
  readOnly?: boolean;
  children?: ReactElement | false;
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="max-w-2xl space-y-1">
        <Heading className="font-semibold text-xl leading-8 tracking-tight">{title}</Heading>
        <p className="text-ink-muted">
          <span>
            {readOnly ? `${LEAD} You can view endpoints. To change one, ask a developer or an admin.` : LEAD}
          </span>{' '}
          <Link href={pagePath('webhooks')} className="font-medium underline underline-offset-4">
            How to verify a delivery
          </Link>
        </p>
      </div>
      {children}
    </div>
  );
}
