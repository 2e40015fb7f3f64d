'use client';

import { clsx } from 'clsx';
import * as Primitive from 'radix-ui/dropdown-menu';
import type { ComponentProps, ReactNode } from 'react';

export interface MenuProps {
  /** The button that opened it. */
  button: HTMLElement;
  /** If true, the first item gets the focus. */
  byKeyboard: boolean;
  /** Called for Esc, a press outside and a selected item. The caller returns the focus. */
  onClose(): void;
}

interface MenuContentProps extends MenuProps {
  className?: string;
  children: ReactNode;
}

/** A menu next to the nearest positioned element. It is open while it is rendered. */
export function Menu({ button, byKeyboard, onClose, className, children }: MenuContentProps) {
  return (
    <Primitive.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Trigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </Primitive.Trigger>
      {/* In its button's landmark, where screen readers expect it. */}
      <Primitive.Portal container={button.closest<HTMLElement>('header, main')}>
        <Primitive.Content
          aria-labelledby={button.id}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            if (byKeyboard && target === currentTarget) firstItem(currentTarget)?.focus();
          }}
          // A press on the button closes the menu already.
          onInteractOutside={(event) => isWithin(button, event.target) && event.preventDefault()}
          className={clsx(
            'z-50 min-w-44 animate-appear rounded-lg border bg-raised p-1 text-ink shadow-high outline-none',
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function firstItem(menu: HTMLElement): HTMLElement | null {
  return menu.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])');
}

function isWithin(element: HTMLElement, target: EventTarget | null): boolean {
  return target instanceof Node && element.contains(target);
}

const itemClass =
  'flex cursor-default select-none items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';

export function MenuItem({
  destructive = false,
  ...rest
}: ComponentProps<typeof Primitive.Item> & { destructive?: boolean }) {
  return (
    <Primitive.Item
      className={clsx(itemClass, destructive ? 'text-danger-text' : '[&_svg]:text-ink-muted')}
      {...rest}
    />
  );
}

export const MenuRadioGroup = Primitive.RadioGroup;

export function MenuRadioItem(props: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={clsx(itemClass, 'data-[state=checked]:text-accent-text')} {...props} />
  );
}

export function MenuLabel(props: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className="px-2 pt-1.5 pb-1 text-ink-muted text-xs" {...props} />;
}

export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}
