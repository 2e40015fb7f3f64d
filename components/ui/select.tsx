'use client';

import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useFieldControl } from '@/components/ui/field';
import { useHydratingMark } from '@/components/use-hydrated';

/** The browser's own select. Inside a Field, it gets its name, hint and error from the Field. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  const control = useFieldControl();
  const mark = useHydratingMark();
  return (
    <span className={clsx('relative block', className)}>
      <select
        {...control}
        {...mark}
        className="h-9 w-full appearance-none rounded-md border border-line-strong bg-surface pr-9 pl-3 text-base text-ink hover:border-ink-muted focus-visible:border-accent-text focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger-text disabled:opacity-60 md:text-sm"
        {...rest}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-ink-muted"
      />
    </span>
  );
}
