'use client';

import type { ComponentProps } from 'react';
import { useHydratingMark } from '@/components/use-hydrated';

/** The browser's own button, without styles. A press before React handles it takes effect once React does. */
export function NativeButton({ type = 'button', ...rest }: ComponentProps<'button'>) {
  return <button type={type} {...useHydratingMark()} {...rest} />;
}
