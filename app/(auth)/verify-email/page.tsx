import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { type LinkPageProps, linkToken } from '@/app/(auth)/_components/link-token';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { VerifyEmailForm } from '@/app/(auth)/verify-email/verify-email-form';

export const metadata: Metadata = { title: 'Confirm your e-mail address' };

/** Opening the link changes nothing, since mail scanners open links, too: the button does. */
export default async function VerifyEmailPage({ searchParams }: LinkPageProps) {
  return (
    <AuthCard
      title="Confirm your e-mail address"
      lead="Live API keys need a confirmed address."
      footer={<TextLink href="/settings/api-keys">Go to your API keys</TextLink>}
    >
      <VerifyEmailForm token={await linkToken(searchParams)} />
    </AuthCard>
  );
}
