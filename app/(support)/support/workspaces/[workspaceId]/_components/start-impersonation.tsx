import { ViewAsCustomer } from '@/app/(support)/support/workspaces/[workspaceId]/_components/view-as-customer';
import type { StaffActor } from '@/lib/domain/actor';
import { readOwnImpersonation } from '@/lib/domain/impersonation/read-own';
import { controlOf } from '@/lib/domain/permissions';
import type { CustomerSummary } from '@/lib/domain/support/summary';

async function whyNotStart(
  actor: StaffActor,
  { access, members }: CustomerSummary,
): Promise<string | undefined> {
  const control = controlOf(actor, 'impersonation/start');
  if (control.disabledReason) return control.disabledReason;
  if (access.access === 'never')
    return 'This workspace doesn’t allow support access. Ask the customer to allow it.';
  if (members.every(({ disabled }) => disabled)) return 'The workspace has no active member to view it as.';
  const own = await readOwnImpersonation(actor);
  return own.ok && own.value ? 'You are already in a support session. Exit it first.' : undefined;
}

interface StartImpersonationProps {
  actor: StaffActor;
  summary: CustomerSummary;
  /** The member whom the agent searched for. */
  memberId: string | null;
}

/** The button that starts a support session, or why it cannot. */
export async function StartImpersonation({ actor, summary, memberId }: StartImpersonationProps) {
  const subjects = summary.members
    .filter(({ disabled }) => !disabled)
    .map(({ userId, name, email, role }) => ({ userId, name, email, role }));
  return (
    <ViewAsCustomer
      workspace={{ id: summary.workspace.id, name: summary.workspace.name }}
      subjects={subjects}
      chosenId={subjects.find(({ userId }) => userId === memberId)?.userId}
      disabledReason={await whyNotStart(actor, summary)}
    />
  );
}
