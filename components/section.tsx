import { clsx } from 'clsx';
import { type ReactElement, type ReactNode, useId } from 'react';
import { Card } from '@/components/ui/card';

interface SectionProps {
  title: string;
  lead?: ReactNode;
  /** Next to the title, such as a button. */
  action?: ReactElement;
  className?: string;
  children: ReactNode;
}

/** A part of a page with a title. It can get the focus when the control in it that had the focus goes away. */
export function Section({ title, lead, action, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} tabIndex={-1} className={clsx('min-w-0 rounded-xl', className)}>
      <Card className="overflow-hidden">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
          <div className="min-w-0 space-y-0.5">
            <h2 id={id} className="font-semibold">
              {title}
            </h2>
            {lead && <p className="text-[0.8125rem] text-ink-muted">{lead}</p>}
          </div>
          {action}
        </div>
        {children}
      </Card>
    </section>
  );
}
