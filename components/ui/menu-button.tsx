'use client';

import { type ComponentProps, type ReactElement, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { loadChunk } from '@/components/load-chunk';
import type { MenuProps } from '@/components/ui/menu';
import { NativeButton } from '@/components/ui/native-button';

interface MenuButtonProps<Items>
  extends Omit<ComponentProps<'button'>, 'onClick' | 'onKeyDown' | 'id' | 'ref'> {
  /** Fetches the items of the menu. Called when the button is hovered, focused or pressed. */
  load(): Promise<Items>;
  menu(items: Items, props: MenuProps): ReactElement;
}

/** A button that opens a menu. It gets the focus back when the menu closes. */
export function MenuButton<Items>({ load, menu, children, ...rest }: MenuButtonProps<Items>) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Pick<MenuProps, 'button' | 'byKeyboard'> & { items: Items }>();

  async function open(byKeyboard: boolean) {
    const items = await loadChunk(load);
    if (items && button.current) setOpened({ items, button: button.current, byKeyboard });
  }

  /** If this fails, pressing the button tries again and shows an error. */
  const preload = () => void load().catch(() => undefined);

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
        // A click without a pointer comes from the keyboard.
        onClick={(event) => (opened ? close() : open(event.detail === 0))}
        onKeyDown={(event) => event.key === 'ArrowDown' && open(true)}
        {...rest}
      >
        {children}
      </NativeButton>
      {opened && menu(opened.items, { ...opened, onClose: close })}
    </span>
  );
}
