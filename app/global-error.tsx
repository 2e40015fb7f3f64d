'use client';

import { fontVariables } from '@/app/fonts';
import { say } from '@/lib/say';
import '@/app/globals.css';
import { ErrorPage, type ErrorPageProps } from '@/components/error-page';

/** Replaces the root layout if that fails, so it has its own document. */
export default function GlobalError(props: ErrorPageProps) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <title>{say`Something went wrong · Keydesk`}</title>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
