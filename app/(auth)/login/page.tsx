import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { SignInForm } from '@/app/(auth)/login/sign-in-form';
import { requireVisitor } from '@/lib/auth/visitor-only';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage() {
  await requireVisitor();
  return (
    <AuthCard
      title="Sign in"
      footer={
        <>
          New to Keydesk? <TextLink href="/signup">Create an account</TextLink>
        </>
      }
    >
      <SignInForm />
    </AuthCard>
  );
}
