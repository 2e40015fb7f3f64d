'use client';

import { Check, List, Plus } from 'lucide-react';
import Link from 'next/link';
import { ROLE_NAMES } from '@/components/role-names';
import {
  Menu,
  MenuItem,
  MenuLabel,
  type MenuProps,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '@/components/ui/menu';
import type { OwnWorkspace } from '@/lib/domain/workspaces/own-workspace';

interface SwitcherItemsProps extends MenuProps {
  workspaces: readonly OwnWorkspace[];
  /** Whether there are more than these. */
  hasMore: boolean;
  onChoose(workspaceId: string): void;
}

/** The workspaces of the viewer, and what leads to others. */
export function SwitcherItems({ workspaces, hasMore, onChoose, ...menu }: SwitcherItemsProps) {
  const current = workspaces.find(({ isCurrent }) => isCurrent)?.id ?? '';
  return (
    <Menu {...menu} className="max-h-(--radix-dropdown-menu-content-available-height) w-64 overflow-y-auto">
      <MenuLabel>Your workspaces</MenuLabel>
      <MenuRadioGroup value={current} onValueChange={onChoose}>
        {workspaces.map(({ id, name, role, isCurrent }) => (
          <MenuRadioItem key={id} value={id}>
            <span className="min-w-0 flex-1">
              <span className="block truncate">{name}</span>{' '}
              <span className="block text-ink-muted text-xs">{ROLE_NAMES[role]}</span>
            </span>
            {isCurrent && <Check aria-hidden />}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      {hasMore && (
        <MenuItem asChild>
          <Link href="/workspaces" prefetch={false}>
            <List aria-hidden />
            All workspaces
          </Link>
        </MenuItem>
      )}
      <MenuItem asChild>
        <Link href="/workspaces/new" prefetch={false}>
          <Plus aria-hidden />
          Create workspace
        </Link>
      </MenuItem>
    </Menu>
  );
}
