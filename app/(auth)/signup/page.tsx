import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { SignUpForm } from '@/app/(auth)/signup/sign-up-form';
import { type GuestPageProps, requireGuest } from '@/lib/auth/require-guest';
import { withReturnPath } from '@/lib/return-path';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Create your account' };

export default async function SignUpPage({ searchParams }: GuestPageProps) {
  const { next } = await requireGuest('/signup', searchParams);
  return (
    <AuthCard
      title="Create your account"
      lead={say`Your first API key is two minutes away.`}
      footer={
        <span>
          Have an account? <TextLink href={withReturnPath('/login', next)}>Sign in</TextLink>
        </span>
      }
    >
      <SignUpForm next={next} />
    </AuthCard>
  );
}
