import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { PasswordStep } from '@/app/(auth)/welcome/late-forms';
import { SecondFactorStep } from '@/app/(auth)/welcome/second-factor-step';
import { signOutAction } from '@/app/actions';
import { Button } from '@/components/ui/button';
import { landingPage } from '@/lib/auth/landing';
import type { GuestPageProps } from '@/lib/auth/require-guest';
import { ownSession } from '@/lib/auth/session';
import { readOnboarding } from '@/lib/domain/staff/read-onboarding';
import { withReturnPath } from '@/lib/return-path';

export const metadata: Metadata = { title: 'Welcome' };

/** The first steps of staff: a password and a second factor. */
export default async function WelcomePage({ searchParams }: GuestPageProps) {
  const { next } = await searchParams;
  const session = await ownSession();
  if (!session) redirect(withReturnPath('/login', next));
  if (session.kind !== 'staff') notFound();
  if (session.ready) redirect(await landingPage(session, next));
  const welcome = await readOnboarding(session.actor);
  if (!welcome.ok) notFound();
  const choosesPassword = welcome.value.next === 'password';
  return (
    <>
      <AuthCard
        title={choosesPassword ? `Welcome, ${session.person.name}` : 'Two-step verification'}
        lead={
          choosesPassword
            ? 'Step 1 of 2: choose your own password. Your one-time password has been used.'
            : 'Step 2 of 2: staff sign in with a password and a code.'
        }
      >
        {choosesPassword ? (
          <PasswordStep />
        ) : (
          <SecondFactorStep nextPage={withReturnPath('/welcome', next)} />
        )}
      </AuthCard>
      <form action={signOutAction}>
        <Button type="submit" variant="ghost">
          Sign out
        </Button>
      </form>
    </>
  );
}
