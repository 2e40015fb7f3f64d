import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { AccountControls } from '@/app/(auth)/workspaces/account-controls';
import { ClosedWorkspace } from '@/app/(auth)/workspaces/closed-workspace';
import { NoWorkspaces } from '@/app/(auth)/workspaces/no-workspaces';
import { OpenButton } from '@/app/(auth)/workspaces/open-button';
import { SearchForm } from '@/app/(auth)/workspaces/search-form';
import { loadWorkspaceParams, workspacesHref } from '@/app/(auth)/workspaces/search-params';
import { Pager } from '@/components/pager';
import { buttonClass } from '@/components/ui/button';
import { requireCustomer } from '@/lib/auth/actor';
import { listOwnWorkspaces } from '@/lib/domain/workspaces/list-own';

export const metadata: Metadata = { title: 'Your workspaces' };

/** For somebody who is in no workspace, and for those who are in several. */
export default async function WorkspacesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireCustomer();
  const { search, cursor } = await loadWorkspaceParams(searchParams);
  const listed = await listOwnWorkspaces(actor, {
    search: search ?? undefined,
    cursor: cursor ?? undefined,
  });
  // Only an invalid URL is refused.
  if (!listed.ok) redirect(workspacesHref({}));
  const { workspaces, nextCursor } = listed.value;
  const isWhole = !search && !cursor && !nextCursor;
  const hasNone = isWhole && workspaces.every(({ deletesAt }) => deletesAt !== null);
  return (
    <AuthCard
      title={hasNone ? 'You are in no workspace' : 'Your workspaces'}
      lead={
        hasNone
          ? 'You were removed from your workspace, left it, or it was closed. Create one, or open the link in an invitation.'
          : 'Open one to see what is in it.'
      }
      footer={<AccountControls />}
    >
      {!isWhole && <SearchForm search={search ?? ''} />}
      {workspaces.length > 0 && (
        <ul aria-label="Workspaces" className="divide-y overflow-hidden rounded-lg border">
          {workspaces.map((workspace) => (
            <li key={workspace.id}>
              {workspace.deletesAt ? (
                <ClosedWorkspace workspace={workspace} deletesAt={workspace.deletesAt} />
              ) : (
                <OpenButton workspace={workspace} />
              )}
            </li>
          ))}
        </ul>
      )}
      {workspaces.length === 0 && !isWhole && <NoWorkspaces />}
      {(cursor || nextCursor) && (
        <Pager
          label="Workspaces"
          newest={cursor && workspacesHref({ search })}
          older={nextCursor && workspacesHref({ search, cursor: nextCursor })}
          names={{ newest: 'First', older: 'Next' }}
        />
      )}
      <Link
        href="/workspaces/new"
        prefetch={false}
        className={buttonClass({
          variant: hasNone ? 'primary' : 'secondary',
          size: 'large',
          className: 'w-full',
        })}
      >
        Create workspace
      </Link>
    </AuthCard>
  );
}
