import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { type LinkPageProps, linkToken } from '@/app/(auth)/_components/link-token';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { ResetPasswordForm } from '@/app/(auth)/reset-password/reset-password-form';
import { SYSTEM } from '@/lib/domain/actor';
import { readPasswordReset } from '@/lib/domain/users/read-password-reset';

export const metadata: Metadata = { title: 'Choose a new password' };

export default async function ResetPasswordPage({ searchParams }: LinkPageProps) {
  const token = await linkToken(searchParams);
  const reset = await readPasswordReset(SYSTEM, { token });
  return (
    <AuthCard
      title="Choose a new password"
      lead="You will be signed out everywhere."
      footer={
        <span>
          Has the link expired? <TextLink href="/forgot-password">Request a new one</TextLink>
        </span>
      }
    >
      <ResetPasswordForm token={token} reset={reset.ok ? reset.value : null} />
    </AuthCard>
  );
}
