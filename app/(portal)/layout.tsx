import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { PortalHeader } from '@/app/(portal)/_components/portal-header';
import { SecondFactorNotice } from '@/app/(portal)/_components/second-factor-notice';
import { SupportNotice } from '@/app/(portal)/_components/support-notice';
import { VerificationNotice } from '@/app/(portal)/_components/verification-notice';
import { OtherWorkspaceNotice } from '@/app/(portal)/_components/workspaces/other-workspace-notice';
import { offerPasskeyAction } from '@/app/(portal)/actions';
import { RemovedSecretNotice } from '@/components/pasted-secret/removed-secret-notice';
import { SecondFactorProvider } from '@/components/second-factor/second-factor-provider';
import { requireInWorkspace } from '@/lib/auth/actor';
import { requireViewer } from '@/lib/auth/viewer';
import { readBalances } from '@/lib/domain/balance/summary';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';
import { controlOf } from '@/lib/domain/permissions';
import { listOwnWorkspaces } from '@/lib/domain/workspaces/list-own';

// Only support sessions need it.
const ImpersonationBar = dynamic(() =>
  import('@/app/(portal)/_components/impersonation-bar').then((module) => module.ImpersonationBar),
);

/** The layout of the customer portal. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const { actor } = await requireInWorkspace();
  const sessions = actor.kind === 'member' ? await listActiveSessions(actor) : undefined;
  const [balances, workspaces] = await Promise.all([
    readBalances(actor),
    actor.kind === 'member' ? listOwnWorkspaces(actor, {}) : undefined,
  ]);
  const resend = controlOf(viewer.principal, 'users/request-email-verification');
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      {viewer.impersonation && (
        <ImpersonationBar
          name={viewer.name}
          workspace={viewer.workspace.name}
          impersonation={viewer.impersonation}
        />
      )}
      <OtherWorkspaceNotice workspaceId={viewer.workspace.id} />
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
        <PortalHeader
          viewer={viewer}
          balances={balances.ok ? balances.value : null}
          workspaces={workspaces?.ok ? workspaces.value : null}
        />
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          <div className="mx-auto max-w-6xl space-y-6 px-4 py-6 sm:px-6 lg:px-10 lg:py-10">
            <RemovedSecretNotice />
            {!viewer.emailVerified && (
              <VerificationNotice email={viewer.email} disabledReason={resend.disabledReason} />
            )}
            {viewer.secondFactorDue && (
              <SecondFactorNotice due={viewer.secondFactorDue} workspace={viewer.workspace.name} />
            )}
            <SecondFactorProvider factors={viewer.factors} offerPasskey={offerPasskeyAction}>
              {children}
            </SecondFactorProvider>
          </div>
        </main>
      </div>
      {sessions?.ok && (
        <SupportNotice
          sessions={sessions.value}
          answer={controlOf(viewer.principal, 'act-requests/answer')}
        />
      )}
    </>
  );
}
