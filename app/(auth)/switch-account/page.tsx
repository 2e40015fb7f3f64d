import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/app/(auth)/_components/auth-card';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { switchAccountAction } from '@/app/(auth)/switch-account/actions';
import { OpenButton } from '@/app/(auth)/workspaces/open-button';
import { Button } from '@/components/ui/button';
import { meantWorkspace } from '@/lib/auth/landing';
import type { GuestPageProps } from '@/lib/auth/require-guest';
import { ownSession } from '@/lib/auth/session';
import type { SignedIn } from '@/lib/domain/sessions/resolve';
import type { OwnWorkspace } from '@/lib/domain/workspaces/own-workspace';
import { readOwnWorkspace } from '@/lib/domain/workspaces/read-own';
import { toReturnPath, withReturnPath } from '@/lib/return-path';

export const metadata: Metadata = { title: 'Use another account' };

/** The workspace that the link is for, if the person is a member of it. */
async function findOwnWorkspace(session: SignedIn, next: string | undefined): Promise<OwnWorkspace | null> {
  const workspaceId = next && meantWorkspace(next);
  if (!workspaceId || session.kind === 'staff') return null;
  const own = await readOwnWorkspace(session.actor, { workspaceId });
  return own.ok && own.value.deletesAt === null ? own.value : null;
}

/** For a link that belongs to another account than the one that is signed in. */
export default async function SwitchAccountPage({ searchParams }: GuestPageProps) {
  const given = await searchParams;
  const next = toReturnPath(given.next) ?? undefined;
  const to = given.to === 'signup' ? 'signup' : undefined;
  const session = await ownSession();
  if (!session) redirect(to ? '/signup' : withReturnPath('/login', next));
  const ownWorkspace = await findOwnWorkspace(session, next);
  if (ownWorkspace && next) {
    return (
      <AuthCard
        title="This link is for another workspace"
        lead="It is one of yours. Open it to follow the link."
        footer={<TextLink href="/">Stay in this workspace</TextLink>}
      >
        <div className="overflow-hidden rounded-lg border">
          <OpenButton workspace={ownWorkspace} next={next} />
        </div>
      </AuthCard>
    );
  }
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
