'use client';

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { useHydratingMark } from '@/components/use-hydrated';

/** The browser's own checkbox in our accent color. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      type="checkbox"
      {...useHydratingMark()}
      className={clsx('size-4 shrink-0 accent-accent', className)}
      {...rest}
    />
  );
}
