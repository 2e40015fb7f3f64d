'use client';

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { useFieldControl } from '@/components/ui/field';
import { useHydratingMark } from '@/components/use-hydrated';

/** A one-line text field. Inside a Field, it gets its name, hint and error from the Field. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  const control = useFieldControl();
  const mark = useHydratingMark();
  return (
    <input
      {...control}
      {...mark}
      className={clsx(
        'h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-muted md:text-sm',
        'hover:border-ink-muted aria-invalid:border-danger-text disabled:cursor-not-allowed disabled:opacity-60',
        'focus-visible:border-accent-text focus-visible:outline-1 focus-visible:outline-offset-0',
        className,
      )}
      {...rest}
    />
  );
}
