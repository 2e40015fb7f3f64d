'use client';

import { type ComponentProps, useState } from 'react';
import { useFieldControl } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeButton } from '@/components/ui/native-button';

/** A password field with a button that shows its content. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const { id } = useFieldControl();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        {...props}
        type={shown ? 'text' : 'password'}
        className="pr-16"
        autoCapitalize="none"
        spellCheck={false}
      />
      <NativeButton
        aria-controls={id}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-1 right-1 rounded px-2.5 font-medium text-[0.8125rem] text-ink-muted hover:bg-hover hover:text-ink"
      >
        {shown ? 'Hide' : 'Show'}
      </NativeButton>
    </div>
  );
}
