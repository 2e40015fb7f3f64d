'use client';

import { fontVariables } from '@/app/fonts';
import '@/app/globals.css';
import { ErrorPage, type ErrorPageProps } from '@/components/error-page';

/** Stands in for the root layout when that itself failed, and so brings its own document. */
export default function GlobalError(props: ErrorPageProps) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <title>Something went wrong · Keydesk</title>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
