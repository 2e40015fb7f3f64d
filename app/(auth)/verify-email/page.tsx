import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { ConfirmAddressForm } from '@/app/(auth)/_components/confirm-address-form';
import { type LinkPageProps, linkToken } from '@/app/(auth)/_components/link-token';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { verifyEmailAction } from '@/app/(auth)/verify-email/actions';
import { currentSession } from '@/lib/auth/session';
import { withReturnPath } from '@/lib/return-path';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Confirm your email address' };

/**
 * Only for the account with the address, so a guest signs in first. Opening the link changes nothing, because mail scanners
 * open links, too. The button confirms the address.
 */
export default async function VerifyEmailPage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const page = `/verify-email?token=${encodeURIComponent(token)}`;
  const session = await currentSession();
  if (!session) redirect(withReturnPath('/login', page));
  if (session.kind !== 'member' && session.kind !== 'user') redirect(withReturnPath('/switch-account', page));
  return (
    <AuthCard
      title="Confirm your email address"
      lead={say`Live API keys need a confirmed address.`}
      footer={<TextLink href="/settings/api-keys">{say`Go to your API keys`}</TextLink>}
    >
      <ConfirmAddressForm
        token={token}
        confirm={verifyEmailAction}
        outcome={say`You can create live keys now.`}
        switchPage={withReturnPath('/switch-account', page)}
      />
    </AuthCard>
  );
}
