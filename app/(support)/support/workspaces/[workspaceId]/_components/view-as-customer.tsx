'use client';

import { Eye } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { StepInDialogProps } from '@/app/(support)/support/workspaces/[workspaceId]/_components/step-in-dialog';
import { Button } from '@/components/ui/button';

const StepInDialog = dynamic(
  () =>
    import('@/app/(support)/support/workspaces/[workspaceId]/_components/step-in-dialog').then(
      (module) => module.StepInDialog,
    ),
  { ssr: false },
);

type ViewAsCustomerProps = Omit<StepInDialogProps, 'onClose'> & { barred: string | undefined };

/** Opens the dialog by which an agent steps in. */
export function ViewAsCustomer({ barred, ...dialog }: ViewAsCustomerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);

  function close() {
    flushSync(() => setOpen(false));
    button.current?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="primary"
        aria-haspopup="dialog"
        barred={barred}
        onClick={() => setOpen(true)}
      >
        <Eye aria-hidden />
        View as customer
      </Button>
      {open && <StepInDialog {...dialog} onClose={close} />}
    </>
  );
}
