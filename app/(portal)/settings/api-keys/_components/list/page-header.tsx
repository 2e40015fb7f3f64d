import type { ReactElement } from 'react';

const leadFor = (shortKey: string) =>
  `Your servers call the API with these ${shortKey}s. A ${shortKey}’s secret is shown once, when you create it.`;

/** The title of the page, what it is for, and a button. */
export function PageHeader({
  title,
  shortKey,
  readOnly = false,
  children,
}: {
  title: string;
  /** What one key is called. */
  shortKey: string;
  readOnly?: boolean;
  children?: ReactElement | false;
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="max-w-2xl space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">{title}</h1>
        <p className="text-ink-muted">
          {readOnly
            ? `${leadFor(shortKey)} You can view ${shortKey}s. To change one, ask a developer or an admin.`
            : leadFor(shortKey)}
        </p>
      </div>
      {children}
    </div>
  );
}
