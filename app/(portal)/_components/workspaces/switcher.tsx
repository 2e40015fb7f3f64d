'use client';

import { ChevronsUpDown } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { switchWorkspaceAction } from '@/app/(auth)/workspaces/actions';
import { keptPage } from '@/app/(portal)/_components/workspaces/kept-page';
import { MenuButton } from '@/components/ui/menu-button';
import { Spinner } from '@/components/ui/spinner';
import { useServerAction } from '@/components/use-server-action';
import type { OwnWorkspacePage } from '@/lib/domain/workspaces/list-own';

const load = () => import('@/app/(portal)/_components/workspaces/switcher-items');

interface SwitcherProps {
  /** The name of the workspace that the page shows. */
  name: string;
  /** The viewer's workspaces. */
  page: OwnWorkspacePage;
}

/** The name of the workspace, and the menu of the viewer's workspaces. */
export function Switcher({ name, page: { workspaces, nextCursor } }: SwitcherProps) {
  const path = usePathname();
  // The page of all workspaces shows the closed ones, too.
  const open = workspaces.filter(({ deletesAt }) => deletesAt === null);
  const { pending, call } = useServerAction(switchWorkspaceAction);
  const [isLeaving, setLeaving] = useState(false);
  const isBusy = pending || isLeaving;

  function choose(workspaceId: string) {
    call({ workspaceId }, () => {
      setLeaving(true);
      // The whole page, so that nothing of the other workspace stays in the browser's memory.
      window.location.assign(keptPage(path));
    });
  }

  return (
    <MenuButton
      load={load}
      menu={({ SwitcherItems }, menu) => (
        <SwitcherItems
          workspaces={open}
          hasMore={nextCursor !== null || open.length < workspaces.length}
          onChoose={choose}
          {...menu}
        />
      )}
      disabled={isBusy}
      aria-busy={isBusy}
      className="flex min-w-0 flex-1 items-center gap-2 rounded-lg py-1 pr-1 pl-3 text-left font-medium text-ink-muted hover:bg-hover lg:border lg:bg-canvas lg:px-3 lg:py-2.5"
    >
      <span className="min-w-0 flex-1">
        <span className="sr-only lg:not-sr-only lg:block lg:text-xs">Workspace</span>{' '}
        <span title={name} className="block truncate lg:text-ink">
          {name}
        </span>
      </span>
      {isBusy ? <Spinner /> : <ChevronsUpDown aria-hidden className="size-4 shrink-0" />}
    </MenuButton>
  );
}
