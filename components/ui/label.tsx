import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface LabelProps {
  htmlFor: string;
  className?: string;
  children: ReactNode;
}

export function Label({ htmlFor, className, children }: LabelProps) {
  return (
    <label htmlFor={htmlFor} className={clsx('block font-medium text-ink', className)}>
      {children}
    </label>
  );
}
