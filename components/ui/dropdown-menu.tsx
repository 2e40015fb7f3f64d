'use client';

import { clsx } from 'clsx';
import * as Primitive from 'radix-ui/dropdown-menu';
import type { ComponentProps } from 'react';

export const DropdownMenu = Primitive.Root;
export const DropdownMenuTrigger = Primitive.Trigger;
export const DropdownMenuRadioGroup = Primitive.RadioGroup;

const itemClass =
  'flex cursor-default select-none items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';

export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        className={clsx(
          'z-50 min-w-44 animate-appear rounded-lg border bg-raised p-1 text-ink shadow-high',
          className,
        )}
        {...rest}
      />
    </Primitive.Portal>
  );
}

export function DropdownMenuItem({
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

export function DropdownMenuRadioItem(props: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem
      className={clsx(
        itemClass,
        'data-[state=checked]:text-accent-text data-[state=checked]:[&_svg]:text-accent-text',
      )}
      {...props}
    />
  );
}

export function DropdownMenuLabel(props: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className="px-2 pt-1.5 pb-1 text-ink-muted text-xs" {...props} />;
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}
