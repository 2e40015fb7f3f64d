import Link from 'next/link';
import { say } from '@/lib/say';

/** Where to read about the API and to ask for help. */
export function HelpLinks({ support }: { support: string | undefined }) {
  return (
    <p className="text-ink-muted">
      <span>{say`Questions about your keys?`}</span>{' '}
      <Link prefetch={false} href="/docs" className="text-accent-text underline underline-offset-4">
        Read the API documentation
      </Link>{' '}
      {support && (
        <span>
          <span>or</span>{' '}
          <a href={support} rel="noreferrer" className="text-accent-text underline underline-offset-4">
            contact support
          </a>
        </span>
      )}
    </p>
  );
}
