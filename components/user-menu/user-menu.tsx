'use client';

import { ChevronsUpDown } from 'lucide-react';
import { MenuButton } from '@/components/ui/menu-button';
import type { UserMenuProps } from '@/components/user-menu/user-menu-items';

const load = () => import('@/components/user-menu/user-menu-items');

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** The button with the signed-in user, and its menu. */
export function UserMenu(user: UserMenuProps) {
  const { name, email } = user;
  return (
    <MenuButton
      load={load}
      menu={({ UserMenuItems }, menu) => <UserMenuItems {...user} {...menu} />}
      aria-label={`User menu for ${name}`}
      className="flex min-w-0 flex-1 items-center gap-2.5 rounded-lg p-1 text-left hover:bg-hover lg:p-2"
    >
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs"
      >
        {initials(name)}
      </span>
      <span className="hidden min-w-0 flex-1 lg:block">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-ink-muted text-xs">{email}</span>
      </span>
      <ChevronsUpDown aria-hidden className="hidden size-4 shrink-0 text-ink-muted lg:block" />
    </MenuButton>
  );
}
