import { BalanceLink } from '@/app/(portal)/_components/balance-link';
import { Navigation } from '@/app/(portal)/_components/navigation';
import { Switcher } from '@/app/(portal)/_components/workspaces/switcher';
import { WorkspaceName } from '@/app/(portal)/_components/workspaces/workspace-name';
import { signOutAction } from '@/app/actions';
import { Brand } from '@/components/brand';
import { ROLE_NAMES } from '@/components/role-names';
import { UserMenu } from '@/components/user-menu/user-menu';
import type { Viewer } from '@/lib/auth/viewer';
import type { Balances } from '@/lib/domain/balance/summary';
import { controlOf } from '@/lib/domain/permissions';
import type { OwnWorkspacePage } from '@/lib/domain/workspaces/list-own';
import { currentProfile } from '@/lib/profiles/current';

interface PortalHeaderProps {
  viewer: Viewer;
  /** Null if the viewer may not see them. */
  balances: Balances | null;
  /** The viewer's workspaces; null for support. */
  workspaces: OwnWorkspacePage | null;
}

/** Workspace, navigation and user menu: a bar on a phone, a column on a wide screen. */
export function PortalHeader({ viewer, balances, workspaces }: PortalHeaderProps) {
  const { keys, words } = currentProfile();
  return (
    <header className="sticky top-(--impersonation-bar,0px) z-20 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b bg-surface px-4 pt-2.5 sm:px-6 lg:flex lg:h-[calc(100dvh-var(--impersonation-bar,0px))] lg:flex-col lg:items-stretch lg:gap-6 lg:border-r lg:border-b-0 lg:px-4 lg:py-5">
      <div className="flex min-w-0 items-center gap-3 lg:flex-col lg:items-stretch lg:gap-5">
        <span className="lg:px-2">
          <Brand />
        </span>
        {workspaces ? (
          <div className="min-w-0 border-l lg:border-l-0">
            <Switcher name={viewer.workspace.name} page={workspaces} />
          </div>
        ) : (
          <WorkspaceName name={viewer.workspace.name} />
        )}
      </div>
      <Navigation words={words} hasAuditLog={controlOf(viewer.principal, 'audit/list').shown} />
      {balances && <BalanceLink balances={balances} environments={keys.environments} />}
      <UserMenu
        name={viewer.name}
        email={viewer.email}
        role={ROLE_NAMES[viewer.role]}
        signOut={signOutAction}
        signOutDisabledReason={viewer.impersonation ? 'Exit the support session first.' : undefined}
      />
    </header>
  );
}
