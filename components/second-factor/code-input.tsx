import type { ComponentProps } from 'react';
import { Input } from '@/components/ui/input';

/** A field for a code from the authenticator app, or a recovery code. */
export function CodeInput(props: ComponentProps<'input'>) {
  return (
    <Input
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      {...props}
      className="font-mono tracking-widest"
    />
  );
}
