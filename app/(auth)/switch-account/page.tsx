import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { switchAccountAction } from '@/app/(auth)/switch-account/actions';
import { Button } from '@/components/ui/button';
import type { GuestPageProps } from '@/lib/auth/require-guest';
import { ownSession } from '@/lib/auth/session';
import { withReturnPath } from '@/lib/return-path';

export const metadata: Metadata = { title: 'Use another account' };

const textOf = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** For a link that belongs to another account than the one that is signed in. */
export default async function SwitchAccountPage({ searchParams }: GuestPageProps) {
  const given = await searchParams;
  const next = textOf(given.next);
  const to = given.to === 'signup' ? 'signup' : undefined;
  const session = await ownSession();
  if (!session) redirect(to ? '/signup' : withReturnPath('/login', next));
  const where = session.kind === 'member' ? `, in the workspace ${session.workspace.name}` : '';
  return (
    <AuthCard
      title="This link is for another account"
      lead={
        <span className="wrap-anywhere">
          You are signed in as <span className="font-medium text-ink">{session.person.email}</span>
          <span>{`${where}.`}</span>
        </span>
      }
      footer={<TextLink href="/">Stay signed in</TextLink>}
    >
      <form action={switchAccountAction}>
        {next && <input type="hidden" name="next" value={next} />}
        {to && <input type="hidden" name="to" value={to} />}
        <Button type="submit" variant="primary" size="large" className="w-full">
          Sign out and use another account
        </Button>
      </form>
    </AuthCard>
  );
}
