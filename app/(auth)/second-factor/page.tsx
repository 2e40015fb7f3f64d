import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { AddPasskeyButton } from '@/app/(portal)/account/_components/passkeys/add-passkey-button';
import { SecondFactorControls } from '@/app/(portal)/settings/security/_components/second-factor-controls';
import { signOutAction } from '@/app/actions';
import { Button, buttonClass } from '@/components/ui/button';
import { landingPage, WORKSPACES } from '@/lib/auth/landing';
import { currentSession } from '@/lib/auth/session';
import { hasPasskeys } from '@/lib/domain/passkeys/relying-party';
import { controlOf } from '@/lib/domain/permissions';

export const metadata: Metadata = { title: 'Two-step verification' };

/** For a member whose workspace requires a second factor, which they have not set up in time. */
export default async function SecondFactorPage() {
  const session = await currentSession();
  if (!session) redirect('/login');
  if (session.kind === 'member' && session.factors.on) return <Done />;
  if (session.kind !== 'user' || !session.awaitsSecondFactor) redirect(await landingPage(session, null));
  const { actor, awaitsSecondFactor: workspace } = session;
  return (
    <>
      <AuthCard
        title="Set up two-step verification"
        lead={
          <span className="wrap-anywhere">{`The workspace ${workspace.name} requires it from every member. You can open it when you have a second factor.`}</span>
        }
        footer={<TextLink href={WORKSPACES}>Your workspaces</TextLink>}
      >
        <div className="space-y-4">
          <p>Use an authenticator app on your phone or in your password manager.</p>
          <SecondFactorControls
            app={false}
            passkeys={false}
            disabledReason={{ turnOn: undefined, renew: undefined, turnOff: undefined }}
          />
          {hasPasskeys() && (
            <>
              <p>Or use a passkey: your fingerprint, face or device PIN.</p>
              <AddPasskeyButton control={controlOf(actor, 'passkey-settings/begin')} />
            </>
          )}
        </div>
      </AuthCard>
      <form action={signOutAction}>
        <Button type="submit" variant="ghost">
          Sign out
        </Button>
      </form>
    </>
  );
}

/** After the setup. The recovery codes are shown over this page. */
function Done() {
  return (
    <AuthCard title="Two-step verification is on">
      <Link prefetch={false} href="/" className={buttonClass({ variant: 'primary', size: 'large' })}>
        Open the workspace
      </Link>
    </AuthCard>
  );
}
