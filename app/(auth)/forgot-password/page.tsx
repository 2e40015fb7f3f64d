import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { ForgotPasswordForm } from '@/app/(auth)/forgot-password/forgot-password-form';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default function ForgotPasswordPage() {
  return (
    <AuthCard
      title="Forgot your password?"
      lead="We email you a link to set a new one."
      footer={<TextLink href="/login">Back to sign in</TextLink>}
    >
      <ForgotPasswordForm />
    </AuthCard>
  );
}
