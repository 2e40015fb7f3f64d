'use client';

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { useFieldControl } from '@/components/ui/field';
import { useHydratingMark } from '@/components/use-hydrated';

/** A text field of several lines. Inside a Field, it gets its name, hint and error from the Field. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  const control = useFieldControl();
  const mark = useHydratingMark();
  return (
    <textarea
      {...control}
      {...mark}
      className={clsx(
        'w-full rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink placeholder:text-ink-muted md:text-sm',
        'hover:border-ink-muted aria-invalid:border-danger-text disabled:opacity-60',
        'focus-visible:border-accent-text focus-visible:outline-1 focus-visible:outline-offset-0',
        className,
      )}
      {...rest}
    />
  );
}
