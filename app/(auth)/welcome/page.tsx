import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { PasswordStep } from '@/app/(auth)/welcome/password-step';
import { SecondFactorStep } from '@/app/(auth)/welcome/second-factor-step';
import { signOutAction } from '@/app/actions';
import { Button } from '@/components/ui/button';
import { landingPage } from '@/lib/auth/landing';
import type { GuestPageProps } from '@/lib/auth/require-guest';
import { ownSession } from '@/lib/auth/session';
import { readOnboarding } from '@/lib/domain/staff/read-onboarding';
import { withReturnPath } from '@/lib/return-path';

export const metadata: Metadata = { title: 'Welcome' };

/** What staff do at their first sign-in, before they can do anything else. */
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
            ? 'Step 1 of 2: choose a password of your own. The one that you came in with is used up.'
            : 'Step 2 of 2: whoever opens customers’ accounts signs in with a code, too.'
        }
      >
        {choosesPassword ? <PasswordStep /> : <SecondFactorStep onwards={withReturnPath('/welcome', next)} />}
      </AuthCard>
      <form action={signOutAction}>
        <Button type="submit" variant="ghost">
          Sign out
        </Button>
      </form>
    </>
  );
}
