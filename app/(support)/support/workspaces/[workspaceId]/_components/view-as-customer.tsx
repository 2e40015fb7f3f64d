'use client';

import { Eye } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import type { StepInDialogProps } from '@/app/(support)/support/workspaces/[workspaceId]/_components/step-in-dialog';
import { useReopen } from '@/components/outdated/use-draft';
import { Button } from '@/components/ui/button';
import { usePart } from '@/components/use-part';

const load = () =>
  import('@/app/(support)/support/workspaces/[workspaceId]/_components/step-in-dialog').then(
    (module) => module.StepInDialog,
  );

type ViewAsCustomerProps = Omit<StepInDialogProps, 'draft' | 'onClose'> & { barred: string | undefined };

/** Opens the dialog that starts a support session. */
export function ViewAsCustomer({ barred, ...dialog }: ViewAsCustomerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const stepIn = usePart(load);
  const draft = `step in ${dialog.workspace.id}`;

  useReopen({ [draft]: stepIn.open });

  function close() {
    flushSync(stepIn.close);
    button.current?.focus();
  }

  return (
    <>
      <Button ref={button} variant="primary" aria-haspopup="dialog" barred={barred} onClick={stepIn.open}>
        <Eye aria-hidden />
        View as customer
      </Button>
      {stepIn.Part && <stepIn.Part {...dialog} draft={draft} onClose={close} />}
    </>
  );
}
