import { EndImpersonationButton } from '@/app/(support)/support/_components/end-impersonation-button';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import type { StaffActor } from '@/lib/domain/actor';
import { readOwnImpersonation } from '@/lib/domain/impersonation/read-own';

/** Reminds an agent of their open support session. They cannot start another one until it ends. */
export async function OwnImpersonationNotice({ actor }: { actor: StaffActor }) {
  const read = await readOwnImpersonation(actor);
  const impersonation = read.ok ? read.value : null;
  if (!impersonation) return null;
  return (
    <Alert
      tone="warning"
      title={`You are viewing ${impersonation.workspace.name} as ${impersonation.subject}`}
      action={
        <span className="flex gap-2">
          {impersonation.isHere && (
            // A full page load, because the browser now shows the member's pages.
            <a href="/settings/api-keys" className={buttonClass({ size: 'small' })}>
              Return to session
            </a>
          )}
          <EndImpersonationButton impersonationId={impersonation.id}>Exit</EndImpersonationButton>
        </span>
      }
    >
      {impersonation.isHere
        ? 'Exit before you start another support session.'
        : 'You started this support session in another sign-in. Exit it before you start another one.'}
    </Alert>
  );
}
