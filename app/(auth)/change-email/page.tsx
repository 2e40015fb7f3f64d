import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { ConfirmAddressForm } from '@/app/(auth)/_components/confirm-address-form';
import { type LinkPageProps, linkToken } from '@/app/(auth)/_components/link-token';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { confirmEmailChangeAction } from '@/app/(auth)/change-email/actions';
import { WORKSPACES } from '@/lib/auth/landing';
import { currentSession } from '@/lib/auth/session';
import { withReturnPath } from '@/lib/return-path';

export const metadata: Metadata = { title: 'Change your email address' };

/** As for a first address: only for the account that began the change, and only its button changes anything. */
export default async function ChangeEmailPage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const page = `/change-email?token=${encodeURIComponent(token)}`;
  const session = await currentSession();
  if (!session) redirect(withReturnPath('/login', page));
  if (session.kind !== 'member' && session.kind !== 'user') redirect(withReturnPath('/switch-account', page));
  return (
    <AuthCard
      title="Change your email address"
      lead="Confirm that you can read mail at the new address."
      footer={
        session.kind === 'member' ? (
          <TextLink href="/account">Go to your account</TextLink>
        ) : (
          <TextLink href={WORKSPACES}>Your workspaces</TextLink>
        )
      }
    >
      <ConfirmAddressForm
        token={token}
        confirm={confirmEmailChangeAction}
        outcome="You sign in with it from now on."
        switchPage={withReturnPath('/switch-account', page)}
      />
    </AuthCard>
  );
}
