import { DeleteAccountButton } from '@/app/(portal)/account/_components/delete-account-button';
import { offerPasskeyAction } from '@/app/(portal)/actions';
import { signOutAction } from '@/app/actions';
import { SecondFactorProvider } from '@/components/second-factor/second-factor-provider';
import { Button } from '@/components/ui/button';
import { currentSession } from '@/lib/auth/session';

/** What somebody can do with their account here. Those in a workspace delete it on the page of their account. */
export async function AccountControls() {
  const session = await currentSession();
  return (
    <div className="flex flex-wrap justify-center gap-x-6 gap-y-2">
      <form action={signOutAction}>
        <Button type="submit" variant="link" size="inline">
          Sign out
        </Button>
      </form>
      {session?.kind === 'user' && (
        <SecondFactorProvider factors={session.factors} offerPasskey={offerPasskeyAction}>
          <DeleteAccountButton look={{ variant: 'link', size: 'inline' }} />
        </SecondFactorProvider>
      )}
    </div>
  );
}
