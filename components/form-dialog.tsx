'use client';

import { type FormEventHandler, type ReactNode, useId } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

interface FormDialogProps {
  title: ReactNode;
  description?: ReactNode;
  size?: 'small' | 'medium';
  /** The button that sends the form. */
  action?: string;
  danger?: boolean;
  pending: boolean;
  /** Why the form as a whole was refused. */
  refusal?: string | undefined;
  onSubmit: FormEventHandler<HTMLFormElement>;
  onClose(): void;
  children?: ReactNode;
}

/** A modal window with one form. */
export function FormDialog({
  title,
  description,
  size = 'small',
  action = 'Save',
  danger = false,
  pending,
  refusal,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const id = useId();
  // What was sent cannot be called back, and its answer may hold a secret that is shown only here.
  const close = () => pending || onClose();
  return (
    <Dialog
      title={title}
      description={description}
      size={size}
      // A slip of the hand must not throw away what was typed.
      staysOpen
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={id} variant={danger ? 'danger' : 'primary'} pending={pending}>
            {action}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={onSubmit} className="space-y-4">
        {children}
        {refusal && (
          <Alert tone="danger" role="alert">
            {refusal}
          </Alert>
        )}
      </form>
    </Dialog>
  );
}
