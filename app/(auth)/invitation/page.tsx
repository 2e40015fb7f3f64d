import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { type LinkPageProps, linkToken } from '@/app/(auth)/_components/link-token';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { InvitationForm } from '@/app/(auth)/invitation/invitation-form';
import { InvitedSignUpForm } from '@/app/(auth)/invitation/invited-sign-up-form';
import { ROLE_NAMES } from '@/components/role-names';
import { currentSession } from '@/lib/auth/session';
import { SYSTEM } from '@/lib/domain/actor';
import { type InvitationLink, readInvitationLink } from '@/lib/domain/invitations/read-link';
import { withReturnPath } from '@/lib/return-path';

export const metadata: Metadata = { title: 'Join a workspace' };

function invitedTo({ workspaceName, role }: InvitationLink): string {
  return `You are invited to the workspace “${workspaceName}”, with the role ${ROLE_NAMES[role]}.`;
}

/**
 * Only for the account with the address. A guest signs in first or, without an account, creates one here. Opening the link
 * changes nothing, because mail scanners open links, too. The button accepts.
 */
export default async function InvitationPage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const page = `/invitation?token=${encodeURIComponent(token)}`;
  const signInPage = withReturnPath('/login', page);
  const session = await currentSession();
  const invitation = await readInvitationLink(SYSTEM, { token });
  if (!session) {
    if (!invitation.ok || invitation.value.hasAccount) redirect(signInPage);
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
        <InvitedSignUpForm token={token} email={invitation.value.email} />
      </AuthCard>
    );
  }
  if (session.kind !== 'member' && session.kind !== 'user') redirect(withReturnPath('/switch-account', page));
  return (
    <AuthCard
      title="Join a workspace"
      lead={`${invitation.ok ? invitedTo(invitation.value) : 'You are invited.'} You keep the workspaces that you have.`}
    >
      <InvitationForm token={token} switchPage={withReturnPath('/switch-account', page)} />
    </AuthCard>
  );
}
