import Link from 'next/link';
import { say } from '@/lib/say';

const LINK = 'text-accent-text underline underline-offset-4';

/** Where to read about the API and to ask for help. */
export function HelpLinks({ support }: { support: string | undefined }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1 text-ink-muted">
      <p>{say`Questions about your keys?`}</p>
      <Link prefetch={false} href="/docs" className={LINK}>
        Read the API documentation
      </Link>
      {support && (
        <a href={support} rel="noreferrer" className={LINK}>
          Contact support
        </a>
      )}
    </div>
  );
}
