import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { NameForm } from '@/app/(portal)/account/_components/name-form';
import { PasswordSection } from '@/app/(portal)/account/_components/password-section';
import { SecondFactorLink } from '@/app/(portal)/account/_components/second-factor-link';
import { SessionSection } from '@/app/(portal)/account/_components/session-section';
import { Section } from '@/components/section';
import { requireActor } from '@/lib/auth/actor';
import { requireViewer } from '@/lib/auth/viewer';
import { listSessions } from '@/lib/domain/own-account/list-sessions';
import { controlOf } from '@/lib/domain/permissions';

export const metadata: Metadata = { title: 'Account' };

interface AccountPageProps {
  searchParams: Promise<{ sessions?: string | string[] }>;
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const actor = await requireActor();
  const { name } = await requireViewer();
  const { sessions } = await searchParams;
  const cursor = typeof sessions === 'string' ? sessions : undefined;
  const listed = await listSessions(actor, { cursor });
  // Only an invalid cursor is refused.
  if (!listed.ok) redirect('/account');
  return (
    <div className="max-w-3xl space-y-5">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Account</h1>
        <p className="text-ink-muted">Your own name, password and sessions, in every workspace.</p>
      </div>
      <Section title="Name" lead="Other members see it, and so does the audit log.">
        <NameForm name={name} control={controlOf(actor, 'own-account/rename')} />
      </Section>
      <PasswordSection control={controlOf(actor, 'own-account/change-password')} />
      <SecondFactorLink actor={actor} />
      <SessionSection
        page={listed.value}
        isOlder={cursor !== undefined}
        end={controlOf(actor, 'own-account/end-session')}
        endOthers={controlOf(actor, 'own-account/end-other-sessions')}
      />
    </div>
  );
}
