'use client';

import { type ReactNode, type RefObject, useId, useState } from 'react';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import type { ActionFormState } from '@/components/forms/use-action-form';
import { useOutdated } from '@/components/outdated/outdated-page';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useLeaveGuard } from '@/components/use-leave-guard';

interface FormDialogProps extends ActionFormState {
  title: ReactNode;
  description?: ReactNode;
  size?: 'small' | 'medium';
  /** The label of the submit button. */
  action?: string;
  danger?: boolean;
  /** Gets the focus first, in a dialog that asks a question: Enter must not confirm it. */
  cancelButton?: RefObject<HTMLButtonElement | null>;
  onClose(): void;
  children?: ReactNode;
  'data-testid'?: string;
}

/** A modal dialog with one form. Only its Cancel button discards what was typed without asking. */
export function FormDialog({
  title,
  description,
  size = 'small',
  action = 'Save',
  danger = false,
  cancelButton,
  pending,
  unsaved,
  refusal,
  onSubmit,
  onClose,
  children,
  'data-testid': testId,
}: FormDialogProps) {
  const id = useId();
  const [asking, setAsking] = useState(false);
  const isOutdated = useOutdated();
  // A request can't be cancelled, and its response can contain a secret that is shown once.
  const close = () => pending || onClose();
  const ask = () => pending || setAsking(true);
  // An outdated page keeps a draft.
  useLeaveGuard(pending || (unsaved && !isOutdated), ask);
  return (
    <>
      <Dialog
        title={title}
        description={description}
        size={size}
        staysOpen
        data-testid={testId}
        initialFocus={cancelButton}
        onClose={unsaved ? ask : close}
        footer={
          <>
            <Button ref={cancelButton} onClick={close}>
              Cancel
            </Button>
            <Button
              type="submit"
              form={id}
              variant={danger ? 'danger' : 'primary'}
              pending={pending}
              data-testid={testId && 'submit'}
            >
              {action}
            </Button>
          </>
        }
      >
        <form id={id} noValidate onSubmit={onSubmit} className="space-y-4">
          {children && <div className="space-y-4">{children}</div>}
          <RefusalAlert message={refusal} />
        </form>
      </Dialog>
      {asking && <DiscardQuestion onKeep={() => setAsking(false)} onDiscard={onClose} />}
    </>
  );
}

function DiscardQuestion({ onKeep, onDiscard }: { onKeep(): void; onDiscard(): void }) {
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title="Discard your changes?"
      description="What you entered is not saved."
      onClose={onKeep}
      footer={
        <>
          <Button onClick={onKeep}>Keep editing</Button>
          <Button variant="danger" onClick={onDiscard}>
            Discard
          </Button>
        </>
      }
    />
  );
}
