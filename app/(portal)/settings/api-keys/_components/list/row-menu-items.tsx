'use client';

import { Ban } from 'lucide-react';
import { useId } from 'react';
import type { RevocableKey } from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-dialog';
import { useRevoke } from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-provider';
import { Menu, MenuItem, type MenuProps } from '@/components/ui/menu';

export interface RowActions {
  apiKey: RevocableKey;
  /** Why the key can't be revoked. */
  disabledReason: string | undefined;
}

export function RowMenuItems({ apiKey, disabledReason, ...menu }: RowActions & MenuProps) {
  const revoke = useRevoke();
  const reasonId = useId();
  return (
    <Menu {...menu}>
      <MenuItem
        destructive
        disabled={disabledReason !== undefined}
        aria-describedby={disabledReason && reasonId}
        onSelect={() => revoke(apiKey, menu.button)}
      >
        <Ban aria-hidden />
        Revoke
      </MenuItem>
      {disabledReason && (
        <p id={reasonId} className="max-w-52 px-2 pb-1.5 text-ink-muted text-xs">
          {disabledReason}
        </p>
      )}
    </Menu>
  );
}
