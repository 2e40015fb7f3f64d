import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

/** The browser's own radio button in our accent colour. */
export function Radio({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return <input type="radio" className={clsx('size-4 shrink-0 accent-accent', className)} {...rest} />;
}
