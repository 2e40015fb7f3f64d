'use client';

import { Ellipsis } from 'lucide-react';
import type { RevocableKey } from '@/app/(portal)/settings/api-keys/_components/revoke-provider';
import { buttonClass } from '@/components/ui/button';
import { MenuButton } from '@/components/ui/menu-button';

const load = () => import('@/app/(portal)/settings/api-keys/_components/row-menu-items');

export interface RowMenuProps {
  apiKey: RevocableKey;
  /** What tells it from the other keys of the list. */
  name: string;
  /** Why it may not be revoked. */
  barred: string | undefined;
}

/** What can be done with a key. */
export function RowMenu(props: RowMenuProps) {
  return (
    <MenuButton
      load={load}
      menu={({ RowMenuItems }, menu) => <RowMenuItems {...props} {...menu} />}
      aria-label={`Actions for ${props.name}`}
      className={buttonClass({ variant: 'ghost', size: 'icon' })}
    >
      <Ellipsis aria-hidden />
    </MenuButton>
  );
}
