import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

/** The button that sends a form of this area. */
export function SubmitButton({ pending, children }: { pending: boolean; children: ReactNode }) {
  return (
    <Button type="submit" variant="primary" size="large" className="w-full" pending={pending}>
      {children}
    </Button>
  );
}
