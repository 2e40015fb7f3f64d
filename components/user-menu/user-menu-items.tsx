'use client';

import { LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { startTransition } from 'react';
import {
  Menu,
  MenuItem,
  MenuLabel,
  type MenuProps,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '@/components/ui/menu';

const THEMES = [
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
  { value: 'system', label: 'System', Icon: Monitor },
];

export interface UserMenuProps {
  name: string;
  email: string;
  /** What the user is here. */
  role: string;
  signOut(): Promise<void>;
  /** Why nobody can sign out here, when that is so. */
  signOutBarred?: string | undefined;
}

/** Who one is, how the pages look, and the way out. */
export function UserMenuItems({
  name,
  email,
  role,
  signOut,
  signOutBarred,
  ...menu
}: UserMenuProps & MenuProps) {
  const { theme, setTheme } = useTheme();
  return (
    <Menu {...menu} className="w-60">
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-ink-muted text-xs">{email}</p>
        <p className="mt-1 text-ink-muted text-xs">{role}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={setTheme}>
        {THEMES.map(({ value, label, Icon }) => (
          <MenuRadioItem key={value} value={value}>
            <Icon aria-hidden />
            <span>{label}</span>
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem disabled={signOutBarred !== undefined} onSelect={() => startTransition(() => signOut())}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
      {signOutBarred && <p className="px-2 pb-1.5 text-ink-muted text-xs">{signOutBarred}</p>}
    </Menu>
  );
}
