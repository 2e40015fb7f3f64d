import { EndVisitButton } from '@/app/(support)/support/_components/end-visit-button';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import type { StaffActor } from '@/lib/domain/actor';
import { readOwnVisit } from '@/lib/domain/support/own-visit';

/** Reminds an agent of the account that they are in: it is the only one for as long as it lasts. */
export async function OwnVisitNotice({ actor }: { actor: StaffActor }) {
  const read = await readOwnVisit(actor);
  const visit = read.ok ? read.value : null;
  if (!visit) return null;
  return (
    <Alert
      tone="warning"
      title={`You are in ${visit.workspace.name} as ${visit.subject}`}
      action={
        <span className="flex gap-2">
          {visit.isHere && (
            // A page of its own, loaded anew in the member's place.
            <a href="/settings/api-keys" className={buttonClass({ size: 'small' })}>
              Return to it
            </a>
          )}
          <EndVisitButton visitId={visit.id}>Exit</EndVisitButton>
        </span>
      }
    >
      {visit.isHere
        ? 'Exit before you step into another account.'
        : 'You began this visit in another sign-in. Exit it before you step into another account.'}
    </Alert>
  );
}
