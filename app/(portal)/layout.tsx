import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { PortalHeader } from '@/app/(portal)/_components/portal-header';
import { SupportNotice } from '@/app/(portal)/_components/support-notice';
import { VerificationNotice } from '@/app/(portal)/_components/verification-notice';
import { RemovedSecretNotice } from '@/components/pasted-secret/removed-secret-notice';
import { requireInWorkspace } from '@/lib/auth/actor';
import { requireViewer } from '@/lib/auth/viewer';
import { controlOf } from '@/lib/domain/permissions';
import { readPresence } from '@/lib/domain/support/read-presence';

// Only an agent on a visit needs it.
const VisitBar = dynamic(() =>
  import('@/app/(portal)/_components/visit-bar').then((module) => module.VisitBar),
);

/** The frame around everything a signed-in member does. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const { actor } = await requireInWorkspace();
  const presence = actor.kind === 'member' ? await readPresence(actor) : undefined;
  const resend = controlOf(viewer.standing, 'users/request-email-verification');
  return (
    <div className={viewer.visit ? 'contents [--visit-bar:5rem] lg:[--visit-bar:3rem]' : 'contents'}>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      {viewer.visit && <VisitBar name={viewer.name} workspace={viewer.workspace.name} visit={viewer.visit} />}
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
        <PortalHeader viewer={viewer} />
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          <div className="mx-auto max-w-6xl space-y-6 px-4 py-6 sm:px-6 lg:px-10 lg:py-10">
            <RemovedSecretNotice />
            {!viewer.emailVerified && <VerificationNotice email={viewer.email} barred={resend.barred} />}
            {children}
          </div>
        </main>
      </div>
      {presence?.ok && <SupportNotice presence={presence.value} />}
    </div>
  );
}
