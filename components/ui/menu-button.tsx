'use client';

import { type ComponentProps, type ReactNode, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { MenuProps } from '@/components/ui/menu';
import { NativeButton } from '@/components/ui/native-button';

interface MenuButtonProps extends Omit<ComponentProps<'button'>, 'onClick' | 'onKeyDown' | 'id' | 'ref'> {
  /** Fetches the menu's code: asked for as soon as the button is about to be pressed. */
  preload(): void;
  menu(props: MenuProps): ReactNode;
}

/** A button that opens a menu, and gets the focus back from it. */
export function MenuButton({ preload, menu, children, ...rest }: MenuButtonProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Pick<MenuProps, 'button' | 'byKeyboard'>>();

  function open(byKeyboard: boolean) {
    if (button.current) setOpened({ button: button.current, byKeyboard });
  }

  function close() {
    flushSync(() => setOpened(undefined));
    button.current?.focus();
  }

  return (
    <span className="relative flex">
      <NativeButton
        ref={button}
        id={id}
        aria-haspopup="menu"
        aria-expanded={opened !== undefined}
        onPointerEnter={preload}
        onFocus={preload}
        // A click without a pointer is one of the keyboard.
        onClick={(event) => (opened ? close() : open(event.detail === 0))}
        onKeyDown={(event) => event.key === 'ArrowDown' && open(true)}
        {...rest}
      >
        {children}
      </NativeButton>
      {opened && menu({ ...opened, onClose: close })}
    </span>
  );
}
