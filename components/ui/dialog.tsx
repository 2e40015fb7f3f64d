'use client';

import { X } from 'lucide-react';
import * as Primitive from 'radix-ui/dialog';
import type { ReactNode, RefObject } from 'react';

interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  /** `alertdialog` for a question. A press outside doesn't close it. */
  role?: 'dialog' | 'alertdialog';
  size?: 'small' | 'medium';
  /** Ignores a press outside. */
  staysOpen?: boolean;
  /** Gets the focus first, instead of the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Called for Esc, a press outside and ×. The caller decides whether to close, and returns the focus. */
  onClose(): void;
  children?: ReactNode;
  /** The buttons. */
  footer: ReactNode;
  'data-testid'?: string | undefined;
}

/** A modal dialog. It is open while it is rendered. */
export function Dialog({
  title,
  description,
  role = 'dialog',
  size = 'medium',
  staysOpen = role === 'alertdialog',
  initialFocus,
  onClose,
  children,
  footer,
  'data-testid': testId,
}: DialogProps) {
  const isQuestion = role === 'alertdialog';
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        {/* The bar of a support session stays readable. */}
        <Primitive.Overlay className="fixed inset-x-0 top-(--impersonation-bar,0px) bottom-0 z-40 grid animate-fade bg-overlay p-3 sm:p-6">
          <Primitive.Content
            role={role}
            data-testid={testId}
            onOpenAutoFocus={(event) => {
              if (!initialFocus) return;
              event.preventDefault();
              initialFocus.current?.focus();
            }}
            onInteractOutside={(event) => staysOpen && event.preventDefault()}
            className={`relative m-auto flex max-h-full min-h-0 w-full animate-appear flex-col rounded-xl border bg-raised text-ink shadow-high outline-none ${size === 'small' ? 'max-w-md' : 'max-w-xl'}`}
            {...(!description && { 'aria-describedby': undefined })}
          >
            <header className="wrap-anywhere space-y-1 px-5 pt-5 pr-14 pb-3">
              <Primitive.Title className="font-semibold text-base leading-6">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="text-ink-muted">{description}</Primitive.Description>
              )}
            </header>
            {children && <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
            <footer className="flex flex-col-reverse gap-2 border-t px-5 py-3.5 sm:flex-row sm:justify-end">
              {footer}
            </footer>
            {!isQuestion && (
              <Primitive.Close
                aria-label="Close"
                className="absolute top-3.5 right-3.5 grid size-8 place-items-center rounded-md text-ink-muted hover:bg-hover hover:text-ink"
              >
                <X aria-hidden className="size-4" />
              </Primitive.Close>
            )}
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
