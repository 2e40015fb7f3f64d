'use client';

import { X } from 'lucide-react';
import * as Primitive from 'radix-ui/dialog';
import type { ComponentProps, ReactNode } from 'react';

export const overlayClass = 'fixed inset-0 z-40 grid animate-fade overflow-y-auto bg-overlay p-3 sm:p-6';
export const panelClass =
  'relative m-auto w-full animate-appear rounded-xl border bg-raised text-ink shadow-high outline-none';

interface DialogProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  /** Asked for by Esc, by a press outside and by ×; the owner decides. */
  onClose(): void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** The buttons. */
  footer: ReactNode;
}

/** A modal window. It is open for as long as it is rendered. */
export function Dialog({ onClose, title, description, children, footer, ...rest }: DialogProps) {
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClass}>
          <Primitive.Content
            className={`${panelClass} max-w-lg`}
            {...(!description && { 'aria-describedby': undefined })}
            {...rest}
          >
            <header className="space-y-1 px-5 pt-5 pr-12 pb-4">
              <Primitive.Title className="font-semibold text-base leading-6">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="text-ink-muted">{description}</Primitive.Description>
              )}
            </header>
            <Primitive.Close
              aria-label="Close"
              className="absolute top-3.5 right-3.5 grid size-8 place-items-center rounded-md text-ink-muted hover:bg-hover hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </Primitive.Close>
            <div className="px-5 pb-5">{children}</div>
            <footer className="flex flex-col-reverse gap-2 border-t px-5 py-3.5 sm:flex-row sm:justify-end">
              {footer}
            </footer>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
