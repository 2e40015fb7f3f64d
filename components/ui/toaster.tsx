'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner, useSonner } from 'sonner';
import { useToastPosition } from '@/components/ui/use-toast-position';

/** Where `toast()` messages appear: beside the controls of the page, never on them. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  const { toasts } = useSonner();
  const place = useToastPosition(toasts.length);
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      offset={place}
      mobileOffset={place}
      toastOptions={{
        classNames: { toast: '!bg-raised !text-ink !border-line !shadow-high !font-sans wrap-anywhere' },
      }}
    />
  );
}
