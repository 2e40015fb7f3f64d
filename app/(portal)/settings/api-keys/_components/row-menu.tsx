'use client';

import { Ban, Ellipsis } from 'lucide-react';
import { useRef } from 'react';
import { type RevocableKey, useRevoke } from '@/app/(portal)/settings/api-keys/_components/revoke-provider';
import { buttonClass } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';

interface RowMenuProps {
  apiKey: RevocableKey;
  mayManage: boolean;
}

/** What can be done with a key. */
export function RowMenu({ apiKey, mayManage }: RowMenuProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const revoke = useRevoke();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        ref={trigger}
        aria-label={`Actions for ${apiKey.label}`}
        className={buttonClass({ variant: 'ghost', size: 'icon' })}
      >
        <Ellipsis aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem
          destructive
          disabled={!mayManage}
          onSelect={() => trigger.current && revoke(apiKey, trigger.current)}
        >
          <Ban aria-hidden />
          Revoke
        </DropdownMenuItem>
        {!mayManage && (
          <p className="max-w-52 px-2 pb-1.5 text-ink-muted text-xs">
            Your role may not revoke {apiKey.environment} keys.
          </p>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
