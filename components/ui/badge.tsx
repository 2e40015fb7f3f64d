import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';

const badgeClass = cva(
  'inline-flex items-center gap-1.5 whitespace-nowrap rounded-md px-1.5 py-0.5 font-medium text-xs',
  {
    variants: {
      tone: {
        neutral: 'bg-hover text-ink-muted',
        accent: 'bg-accent-soft text-accent-text',
        success: 'bg-success-soft text-success-text',
        warning: 'bg-warning-soft text-warning-text',
        danger: 'bg-danger-soft text-danger-text',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

type Tone = NonNullable<VariantProps<typeof badgeClass>['tone']>;

export function Badge({
  tone,
  className,
  children,
}: VariantProps<typeof badgeClass> & { className?: string; children: ReactNode }) {
  return <span className={badgeClass({ tone, className })}>{children}</span>;
}

/** The state of something: its name after a dot. */
export function StateBadge({ name, tone }: { name: string; tone: Tone }) {
  return (
    <Badge tone={tone}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      <span>{name}</span>
    </Badge>
  );
}
