import { ViewAsCustomer } from '@/app/(support)/support/workspaces/[workspaceId]/_components/view-as-customer';
import type { StaffActor } from '@/lib/domain/actor';
import { controlOf } from '@/lib/domain/permissions';
import { readOwnVisit } from '@/lib/domain/support/own-visit';
import type { CustomerSummary } from '@/lib/domain/support/summary';

async function barrier(actor: StaffActor, { access, members }: CustomerSummary): Promise<string | undefined> {
  const { barred } = controlOf(actor, 'support/start-visit');
  if (barred) return barred;
  if (access.access === 'never') return 'This workspace is closed to support. Ask the customer to open it.';
  if (members.every(({ disabled }) => disabled)) return 'There is no member to stand in for.';
  const own = await readOwnVisit(actor);
  return own.ok && own.value ? 'You are in an account already. Exit that visit first.' : undefined;
}

interface StepInProps {
  actor: StaffActor;
  summary: CustomerSummary;
  /** The member whom the agent searched for. */
  memberId: string | null;
}

/** The way into the account, or why there is none. */
export async function StepIn({ actor, summary, memberId }: StepInProps) {
  const subjects = summary.members
    .filter(({ disabled }) => !disabled)
    .map(({ userId, name, email, role }) => ({ userId, name, email, role }));
  return (
    <ViewAsCustomer
      workspace={{ id: summary.workspace.id, name: summary.workspace.name }}
      subjects={subjects}
      chosenId={subjects.find(({ userId }) => userId === memberId)?.userId}
      barred={await barrier(actor, summary)}
    />
  );
}
