import type { ReactElement } from 'react';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { say } from '@/lib/say';

const LEADS: Record<KeyPolicy['reveal'], () => string> = {
  once: () =>
    say`Your servers call the API with these keys. A key’s secret is shown once, when you create it.`,
  recoverable: () =>
    say`Your servers call the API with these keys. The pencil next to a key shows it again, with its settings.`,
};

/** The title of the page, what it is for, and a button. */
export function PageHeader({
  title,
  reveal,
  readOnly = false,
  children,
}: {
  title: string;
  /** Whether secrets are shown once, or again later. */
  reveal: KeyPolicy['reveal'];
  readOnly?: boolean;
  children?: ReactElement | false;
}) {
  const lead = LEADS[reveal]();
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="max-w-2xl space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">{title}</h1>
        <p className="text-ink-muted">
          {readOnly ? say`${lead} You can view keys. To change one, ask a developer or an admin.` : lead}
        </p>
      </div>
      {children}
    </div>
  );
}
