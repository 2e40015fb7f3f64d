import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface ScrollAreaProps {
  name: string;
  className?: string;
  children: ReactNode;
}

/** Content that can be wider than the screen. It scrolls inside itself, with the keyboard too. */
export function ScrollArea({ name, className, children }: ScrollAreaProps) {
  return (
    <figure
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: only what has the focus scrolls with keys.
      tabIndex={0}
      className={clsx('overflow-x-auto focus-visible:-outline-offset-2', className)}
    >
      {children}
    </figure>
  );
}
