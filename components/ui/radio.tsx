'use client';

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { useHydratingMark } from '@/components/use-hydrated';

/** The browser's own radio button in our accent color. */
export function Radio({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      type="radio"
      {...useHydratingMark()}
      className={clsx('size-4 shrink-0 accent-accent', className)}
      {...rest}
    />
  );
}
