'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';

const never = () => () => {};

/** The button of a form; it works from the moment that the page's script can take the form's input. */
export function SubmitButton({ pending, children }: { pending: boolean; children: ReactNode }) {
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Button
      type="submit"
      variant="primary"
      size="large"
      className="w-full disabled:opacity-100"
      disabled={!ready}
      pending={pending}
    >
      {children}
    </Button>
  );
}
