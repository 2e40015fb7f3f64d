'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner, useSonner } from 'sonner';
import { useToastPosition } from '@/components/ui/use-toast-position';

/** Shows `toast()` messages. They never cover a control of the page. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  const { toasts } = useSonner();
  const position = useToastPosition(toasts.length);
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      offset={position}
      mobileOffset={position}
      toastOptions={{
        classNames: { toast: '!bg-raised !text-ink !border-line !shadow-high !font-sans wrap-anywhere' },
      }}
    />
  );
}
