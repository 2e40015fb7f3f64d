import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ConsoleHeader } from '@/app/(support)/support/_components/console-header';
import { OwnImpersonationNotice } from '@/app/(support)/support/_components/own-impersonation-notice';
import { RemovedSecretNotice } from '@/components/pasted-secret/removed-secret-notice';
import { requireStaff } from '@/lib/auth/staff';
import { say } from '@/lib/say';

export const generateMetadata = (): Metadata => ({
  title: { default: 'Support', template: say`%s · Support · Keydesk` },
});

/** The layout of the support console. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff();
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <ConsoleHeader staff={staff} />
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <div className="mx-auto max-w-6xl space-y-6 px-4 py-6 sm:px-6 lg:py-8">
          <RemovedSecretNotice />
          <OwnImpersonationNotice actor={staff.actor} />
          {children}
        </div>
      </main>
    </>
  );
}
