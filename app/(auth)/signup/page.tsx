import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { SignUpForm } from '@/app/(auth)/signup/sign-up-form';
import { requireVisitor } from '@/lib/auth/visitor-only';

export const metadata: Metadata = { title: 'Create your account' };

export default async function SignUpPage() {
  await requireVisitor();
  return (
    <AuthCard
      title="Create your account"
      lead="Your first API key is two minutes away."
      footer={
        <span>
          Have an account? <TextLink href="/login">Sign in</TextLink>
        </span>
      }
    >
      <SignUpForm />
    </AuthCard>
  );
}
