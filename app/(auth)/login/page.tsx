import type { Metadata } from 'next';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { linkTokenIn } from '@/app/(auth)/_components/link-token';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { OpenIdButton } from '@/app/(auth)/login/openid-button';
import { SignInForm } from '@/app/(auth)/login/sign-in-form';
import { Alert } from '@/components/ui/alert';
import { openIdName } from '@/lib/auth/openid';
import { type GuestPageProps, requireGuest } from '@/lib/auth/require-guest';
import { hasPasskeys } from '@/lib/domain/passkeys/relying-party';
import { withReturnPath } from '@/lib/return-path';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Sign in' };

/** Why signing in with OpenID Connect failed. The URL can only select one of two messages. */
function failureText(name: string, failure: string | string[] | undefined): string | null {
  if (failure === 'refused') return 'You don’t have a staff account here. Ask your operator for one.';
  return failure === 'failed' ? `Signing in with ${name} failed. Please try again.` : null;
}

/** What to sign in for, if the guest has opened an emailed link. */
function leadText(next: string | undefined): string | undefined {
  if (next?.startsWith('/verify-email?')) return 'Sign in to confirm your email address.';
  return next?.startsWith('/change-email?')
    ? 'Sign in with the address that your account has until now, to confirm the new one.'
    : undefined;
}

export default async function SignInPage({ searchParams }: GuestPageProps) {
  const { next } = await requireGuest('/login', searchParams);
  const { openid } = await searchParams;
  const linkToken = linkTokenIn(next);
  const name = openIdName();
  const failure = name && failureText(name, openid);
  return (
    <AuthCard
      title="Sign in"
      lead={leadText(next)}
      footer={
        <span>
          <span>{say`New to Keydesk? `}</span>
          <TextLink href={withReturnPath('/signup', next)}>Create an account</TextLink>
        </span>
      }
    >
      {failure && <Alert tone="danger">{failure}</Alert>}
      <SignInForm next={next} linkToken={linkToken} passkeys={hasPasskeys()} />
      {name && <OpenIdButton name={name} next={next} />}
    </AuthCard>
  );
}
