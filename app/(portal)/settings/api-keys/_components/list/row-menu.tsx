'use client';

import { Ellipsis } from 'lucide-react';
import type { RowActions } from '@/app/(portal)/settings/api-keys/_components/list/row-menu-items';
import { buttonClass } from '@/components/ui/button';
import { MenuButton } from '@/components/ui/menu-button';

const load = () => import('@/app/(portal)/settings/api-keys/_components/list/row-menu-items');

interface RowMenuProps extends RowActions {
  /** Tells the key apart from the others in the list; names the button and its menu. */
  name: string;
}

/** The menu of a row. */
export function RowMenu({ name, ...actions }: RowMenuProps) {
  return (
    <MenuButton
      load={load}
      menu={({ RowMenuItems }, menu) => <RowMenuItems {...actions} {...menu} />}
      aria-label={`Actions for ${name}`}
      className={buttonClass({ variant: 'ghost', size: 'icon' })}
    >
      <Ellipsis aria-hidden />
    </MenuButton>
  );
}
