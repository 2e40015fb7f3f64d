'use client';

import * as Primitive from 'radix-ui/alert-dialog';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { overlayClass, panelClass } from '@/components/ui/dialog';

interface AlertDialogProps {
  title: ReactNode;
  description: ReactNode;
  /** Where the focus begins: the way back. */
  cancel: string;
  onCancel(): void;
  children?: ReactNode;
  /** The button that goes through with it. */
  action: ReactNode;
  /** Where the focus goes at the end when what opened it is gone. */
  onCloseAutoFocus?(event: Event): void;
}

/** A modal question before something that cannot be undone. It is open for as long as it is rendered. */
export function AlertDialog({
  title,
  description,
  cancel,
  onCancel,
  children,
  action,
  onCloseAutoFocus,
}: AlertDialogProps) {
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onCancel()}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClass}>
          <Primitive.Content className={`${panelClass} max-w-md`} onCloseAutoFocus={onCloseAutoFocus}>
            <div className="space-y-3 px-5 pt-5 pb-5">
              <Primitive.Title className="font-semibold text-base leading-6">{title}</Primitive.Title>
              <Primitive.Description className="text-ink-muted">{description}</Primitive.Description>
              {children}
            </div>
            <footer className="flex flex-col-reverse gap-2 border-t px-5 py-3.5 sm:flex-row sm:justify-end">
              <Primitive.Cancel asChild>
                <Button>{cancel}</Button>
              </Primitive.Cancel>
              {action}
            </footer>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
