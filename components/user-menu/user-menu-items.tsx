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
  /** The name of the user's role. */
  role: string;
  signOut(): Promise<void>;
  /** Why the user can't sign out; undefined if they can. */
  signOutDisabledReason?: string | undefined;
}

/** The signed-in user, the theme, and the button to sign out. */
export function UserMenuItems({
  name,
  email,
  role,
  signOut,
  signOutDisabledReason,
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
      <MenuItem
        disabled={signOutDisabledReason !== undefined}
        onSelect={() => startTransition(() => signOut())}
      >
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
      {signOutDisabledReason && <p className="px-2 pb-1.5 text-ink-muted text-xs">{signOutDisabledReason}</p>}
    </Menu>
  );
}
