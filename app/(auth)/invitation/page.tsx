import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { type LinkPageProps, linkToken } from '@/app/(auth)/_components/link-token';
import { InvitationForm } from '@/app/(auth)/invitation/invitation-form';
import { currentSession } from '@/lib/auth/session';
import { withReturnPath } from '@/lib/return-path';

export const metadata: Metadata = { title: 'Join a workspace' };

/**
 * Only for the account with the address, so a guest signs in or signs up first. Opening the link changes nothing, because
 * mail scanners open links, too. The button accepts.
 */
export default async function InvitationPage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const page = `/invitation?token=${encodeURIComponent(token)}`;
  const session = await currentSession();
  if (!session) redirect(withReturnPath('/login', page));
  if (session.kind !== 'member' && session.kind !== 'user') redirect(withReturnPath('/switch-account', page));
  return (
    <AuthCard title="Join a workspace" lead="You are invited. You keep the workspaces that you have.">
      <InvitationForm token={token} switchPage={withReturnPath('/switch-account', page)} />
    </AuthCard>
  );
}
