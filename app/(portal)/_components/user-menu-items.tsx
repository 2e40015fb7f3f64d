'use client';

import { LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { startTransition } from 'react';
import type { UserMenuProps } from '@/app/(portal)/_components/user-menu';
import {
  Menu,
  MenuItem,
  MenuLabel,
  type MenuProps,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '@/components/ui/menu';
import { signOutAction } from '@/lib/actions/account';

const THEMES = [
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
  { value: 'system', label: 'System', Icon: Monitor },
];

const ROLE_NAMES = { owner: 'Owner', admin: 'Admin', developer: 'Developer', viewer: 'Viewer' };

/** Who one is, how the portal looks, and the way out. */
export function UserMenuItems({ name, email, role, onVisit, ...menu }: UserMenuProps & MenuProps) {
  const { theme, setTheme } = useTheme();
  return (
    <Menu {...menu} className="w-60">
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-ink-muted text-xs">{email}</p>
        <p className="mt-1 text-ink-muted text-xs">{ROLE_NAMES[role]}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={setTheme}>
        {THEMES.map(({ value, label, Icon }) => (
          <MenuRadioItem key={value} value={value}>
            <Icon aria-hidden />
            {label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem disabled={onVisit} onSelect={() => startTransition(() => signOutAction())}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
      {onVisit && <p className="px-2 pb-1.5 text-ink-muted text-xs">Exit the visit first.</p>}
    </Menu>
  );
}
