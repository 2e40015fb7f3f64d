import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { DeleteSection } from '@/app/(portal)/account/_components/delete-section';
import { EmailSection } from '@/app/(portal)/account/_components/email-section';
import { NameForm } from '@/app/(portal)/account/_components/late-forms';
import { PasskeySection } from '@/app/(portal)/account/_components/passkeys/passkey-section';
import { PasswordSection } from '@/app/(portal)/account/_components/password-section';
import { SecondFactorLink } from '@/app/(portal)/account/_components/second-factor-link';
import { SessionSection } from '@/app/(portal)/account/_components/session-section';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import { listSessions } from '@/lib/domain/own-account/list-sessions';
import { readOwnAccount } from '@/lib/domain/own-account/read';
import { controlOf } from '@/lib/domain/permissions';

export const metadata: Metadata = { title: 'Account' };

interface AccountPageProps {
  searchParams: Promise<{ sessions?: string | string[] }>;
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const actor = await requireActor();
  const { sessions } = await searchParams;
  const cursor = typeof sessions === 'string' ? sessions : undefined;
  const [account, listed] = await Promise.all([readOwnAccount(actor), listSessions(actor, { cursor })]);
  if (!account.ok) return <Alert tone="danger">{account.refusal.message}</Alert>;
  // Only an invalid cursor is refused.
  if (!listed.ok) redirect('/account');
  const { name, email, emailVerified, newEmail, solelyOwnedWorkspaces } = account.value;
  return (
    <div className="max-w-3xl space-y-5">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Account</h1>
        <p className="text-ink-muted">Your own name, address, password and sessions, in every workspace.</p>
      </div>
      <Section title="Name" lead="Other members see it, and so does the audit log.">
        <NameForm name={name} control={controlOf(actor, 'own-account/rename')} />
      </Section>
      <EmailSection
        email={email}
        emailVerified={emailVerified}
        newEmail={newEmail}
        control={controlOf(actor, 'own-account/begin-email-change')}
      />
      <PasswordSection control={controlOf(actor, 'own-account/change-password')} />
      <PasskeySection actor={actor} />
      <SecondFactorLink actor={actor} />
      <SessionSection
        page={listed.value}
        isOlder={cursor !== undefined}
        end={controlOf(actor, 'own-account/end-session')}
        endOthers={controlOf(actor, 'own-account/end-other-sessions')}
      />
      <DeleteSection
        solelyOwnedWorkspaces={solelyOwnedWorkspaces}
        control={controlOf(actor, 'own-account/delete')}
      />
    </div>
  );
}
