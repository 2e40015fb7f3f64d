'use client';

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { useHydratingMark } from '@/components/use-hydrated';

/** A checkbox that looks like a switch. */
export function Switch({
  checked,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'role'> & { checked: boolean }) {
  return (
    <input
      type="checkbox"
      role="switch"
      {...useHydratingMark()}
      checked={checked}
      aria-checked={checked}
      className={clsx(
        'h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-hover transition-colors',
        'before:m-px before:block before:size-4 before:rounded-full before:bg-line-strong before:transition-transform',
        'checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-accent-ink',
        'disabled:cursor-not-allowed disabled:opacity-50',
        className,
      )}
      {...rest}
    />
  );
}
