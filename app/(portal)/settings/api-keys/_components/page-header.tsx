import type { ReactNode } from 'react';

/** The page's title, what the page is for, and what can be begun from here. */
export function PageHeader({ readOnly = false, children }: { readOnly?: boolean; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="max-w-2xl space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">API keys</h1>
        <p className="text-ink-muted">
          Your servers call the API with these keys. A key’s secret is shown once, when you create it.
          {readOnly && ' As a viewer you can see the keys; ask a developer or an admin to change them.'}
        </p>
      </div>
      {children}
    </div>
  );
}
