'use client';

import { useTheme } from 'next-themes';
import { useEffect } from 'react';
import { Toaster as Sonner, toast as sonner, useSonner } from 'sonner';
import { showToasts } from '@/components/ui/toast';
import { useToastPosition } from '@/components/ui/use-toast-position';

/** Shows toasts. They never cover a control of the page. */
export function FullToaster() {
  const { resolvedTheme } = useTheme();
  const { toasts } = useSonner();
  const position = useToastPosition(toasts.length);
  useEffect(() => showToasts(({ kind, text, options }) => void sonner[kind](text, options)), []);
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
