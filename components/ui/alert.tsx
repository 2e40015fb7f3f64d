import { cva, type VariantProps } from 'class-variance-authority';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

const alertClass = cva('flex gap-2.5 rounded-lg border px-3.5 py-3 text-sm', {
  variants: {
    tone: {
      info: 'border-line bg-surface [&>svg]:text-accent-text',
      success: 'border-success-text/25 bg-success-soft [&>svg]:text-success-text',
      warning: 'border-warning-text/25 bg-warning-soft [&>svg]:text-warning-text',
      danger: 'border-danger-text/25 bg-danger-soft [&>svg]:text-danger-text',
    },
  },
  defaultVariants: { tone: 'info' },
});

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

interface AlertProps extends VariantProps<typeof alertClass> {
  /** `alert` interrupts a screen reader, `status` waits. Leave it out if the message is there when the page loads. */
  role?: 'alert' | 'status';
  title?: ReactNode;
  children?: ReactNode;
  /** What to do about it, such as a button. */
  action?: ReactElement | undefined;
}

/** A message that stays while its cause exists. */
export function Alert({ tone, role, title, children, action }: AlertProps) {
  const Icon = ICONS[tone ?? 'info'];
  return (
    <div role={role} className={alertClass({ tone })}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-2.5">
        <div className="min-w-0 space-y-0.5">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={title ? 'text-ink-muted' : undefined}>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  );
}
