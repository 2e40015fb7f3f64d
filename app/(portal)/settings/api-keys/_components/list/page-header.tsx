import type { ReactElement } from 'react';
import { say } from '@/lib/say';

const lead = () =>
  say`Your servers call the API with these keys. A key’s secret is shown once, when you create it.`;

/** The title of the page, what it is for, and a button. */
export function PageHeader({
  title,
  readOnly = false,
  children,
}: {
  title: string;
  readOnly?: boolean;
  children?: ReactElement | false;
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="max-w-2xl space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">{title}</h1>
        <p className="text-ink-muted">
          {readOnly ? say`${lead()} You can view keys. To change one, ask a developer or an admin.` : lead()}
        </p>
      </div>
      {children}
    </div>
  );
}
