import { useEffect, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { showToasts, type Toast } from '@/components/ui/toast';

const TONES = { message: 'info', success: 'success', warning: 'warning', error: 'danger' } as const;

const isOther =
  ({ text, options }: Toast) =>
  (other: Toast) =>
    options.id === undefined ? other.text !== text : other.options.id !== options.id;

/** Shows toasts if the full toaster could not be fetched: without a connection, or after a deployment. */
export function PlainToaster() {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const remove = (toast: Toast) => setToasts((current) => current.filter(isOther(toast)));
  useEffect(
    () => showToasts((toast) => setToasts((current) => [...current.filter(isOther(toast)), toast])),
    [],
  );
  return (
    <section aria-label="Notifications" aria-live="polite" className="fixed right-4 bottom-4 left-4 z-50">
      <ol className="ml-auto max-w-sm space-y-2">
        {toasts.map((toast) => {
          const { label, onClick } = toast.options.action ?? { label: 'Close', onClick: () => remove(toast) };
          return (
            <li key={toast.options.id ?? toast.text} className="rounded-lg bg-raised shadow-high">
              <Alert
                tone={TONES[toast.kind]}
                action={
                  <Button size="small" onClick={onClick}>
                    {label}
                  </Button>
                }
              >
                {toast.text}
              </Alert>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
