import { Circle, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { DismissButton } from '@/app/(portal)/(overview)/_components/dismiss-button';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';

export interface Step {
  name: string;
  /** Where it is done. */
  href: string;
  done: boolean;
}

interface FirstStepsSectionProps {
  steps: readonly Step[];
  /** Why the viewer cannot hide them. */
  disabledReason: string | undefined;
}

/** What a new workspace does first. */
export function FirstStepsSection({ steps, disabledReason }: FirstStepsSectionProps) {
  const done = steps.filter((step) => step.done).length;
  return (
    <Section
      title="First steps"
      lead={`${done} of ${steps.length} done`}
      action={<DismissButton disabledReason={disabledReason} />}
    >
      <ul className="grid gap-x-6 gap-y-1 px-4 pt-3 pb-4 sm:grid-cols-2 sm:px-5">
        {steps.map((step) => (
          <li key={step.href + step.name} className="flex min-h-7 items-center gap-2.5">
            {step.done ? (
              <CircleCheck aria-hidden className="size-4 shrink-0 text-success-text" />
            ) : (
              <Circle aria-hidden className="size-4 shrink-0 text-ink-muted" />
            )}
            {step.done ? (
              <span className="text-ink-muted">
                <span>{step.name}</span>
                <span className="sr-only">: done</span>
              </span>
            ) : (
              <Link
                prefetch={false}
                href={step.href}
                className={buttonClass({ variant: 'link', size: 'inline' })}
              >
                {step.name}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
