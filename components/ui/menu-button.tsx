'use client';

import { type ComponentProps, type ReactNode, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { MenuProps } from '@/components/ui/menu';

interface MenuButtonProps extends Omit<ComponentProps<'button'>, 'onClick' | 'onKeyDown' | 'id' | 'ref'> {
  /** Fetches the menu's code: asked for as soon as the button is about to be pressed. */
  preload(): void;
  menu(props: MenuProps): ReactNode;
}

/** A button that opens a menu, and gets the focus back from it. */
export function MenuButton({ preload, menu, children, ...rest }: MenuButtonProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);

  function close() {
    flushSync(() => setOpen(false));
    button.current?.focus();
  }

  return (
    <span className="relative flex">
      <button
        ref={button}
        id={id}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => event.key === 'ArrowDown' && setOpen(true)}
        {...rest}
      >
        {children}
      </button>
      {open && menu({ labelledBy: id, onClose: close })}
    </span>
  );
}
