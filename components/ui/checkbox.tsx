import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

/** The browser's own checkbox in our accent colour. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return <input type="checkbox" className={clsx('size-4 shrink-0 accent-accent', className)} {...rest} />;
}
