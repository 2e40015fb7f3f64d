import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { type LinkPageProps, linkToken } from '@/app/(auth)/_components/link-token';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { InvitationForm } from '@/app/(auth)/invitation/invitation-form';
import { InvitedSignUpForm } from '@/app/(auth)/invitation/invited-sign-up-form';
import { ROLE_NAMES } from '@/components/role-names';
import { Alert } from '@/components/ui/alert';
import { WORKSPACES } from '@/lib/auth/landing';
import { currentSession } from '@/lib/auth/session';
import { SYSTEM } from '@/lib/domain/actor';
import { type InvitationLink, readInvitationLink } from '@/lib/domain/invitations/read-link';
import { withReturnPath } from '@/lib/return-path';

export const metadata: Metadata = { title: 'Join a workspace' };

function invitedTo({ workspaceName, role }: InvitationLink): string {
  return `You are invited to the workspace “${workspaceName}”, with the role ${ROLE_NAMES[role]}.`;
}

interface StoppedProps {
  /** Why the invitation cannot be accepted here. */
  children: ReactNode;
  next: { name: string; href: string };
}

function Stopped({ children, next }: StoppedProps) {
  return (
    <AuthCard title="Join a workspace" footer={<TextLink href={next.href}>{next.name}</TextLink>}>
      <Alert tone="warning">{children}</Alert>
    </AuthCard>
  );
}

interface ForOtherProps {
  /** The address that the invitation is for. */
  email: string;
  /** The address of the signed-in person. */
  own: string;
  switchPage: string;
}

function ForOther({ email, own, switchPage }: ForOtherProps) {
  return (
    <Stopped next={{ name: 'Use another account', href: switchPage }}>
      <span className="wrap-anywhere">{`This invitation is for ${email}. You are signed in as ${own}.`}</span>
    </Stopped>
  );
}

/**
 * Only for the account with the address. A guest signs in first or, without an account, creates one here. Opening the link
 * changes nothing, because mail scanners open links, too. The button accepts.
 */
export default async function InvitationPage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const page = `/invitation?token=${encodeURIComponent(token)}`;
  const signInPage = withReturnPath('/login', page);
  const switchPage = withReturnPath('/switch-account', page);
  const session = await currentSession();
  if (session && session.kind !== 'member' && session.kind !== 'user') redirect(switchPage);
  const invitation = await readInvitationLink(SYSTEM, { token });
  if (!invitation.ok) {
    const next = session
      ? { name: 'Your workspaces', href: WORKSPACES }
      : { name: 'Sign in', href: '/login' };
    return <Stopped next={next}>{invitation.refusal.message}</Stopped>;
  }
  const { email, hasAccount } = invitation.value;
  if (!session) {
    if (hasAccount) redirect(signInPage);
    return (
      <AuthCard
        title="Join a workspace"
        lead={`${invitedTo(invitation.value)} Create your account to join.`}
        footer={
          <span>
            Have an account? <TextLink href={signInPage}>Sign in</TextLink>
          </span>
        }
      >
        <InvitedSignUpForm token={token} email={email} />
      </AuthCard>
    );
  }
  const own = session.person.email;
  if (own !== email) return <ForOther email={email} own={own} switchPage={switchPage} />;
  return (
    <AuthCard
      title="Join a workspace"
      lead={`${invitedTo(invitation.value)} You keep the workspaces that you have.`}
    >
      <InvitationForm token={token} />
    </AuthCard>
  );
}
