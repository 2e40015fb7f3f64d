'use client';

import { useRouter } from 'next/navigation';
import { removeMemberAction, transferOwnershipAction } from '@/app/(portal)/settings/members/actions';
import { focusContent } from '@/components/focus-content';
import { ROLE_NAMES } from '@/components/role-names';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useChunk } from '@/components/use-chunk';
import type { Member } from '@/lib/domain/members/list';
import type { Control } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

const loadRoleDialog = () =>
  import('@/app/(portal)/settings/members/_components/change-role-dialog').then(
    ({ ChangeRoleDialog }) => ChangeRoleDialog,
  );

const loadQuestion = () =>
  import('@/app/(portal)/settings/members/_components/question-dialog').then(
    ({ QuestionDialog }) => QuestionDialog<{ userId: string }, unknown>,
  );

const fetchSchema = async () => (await import('@/lib/domain/members/schema')).memberSchema;

/** What the viewer may do to members. */
export type MemberControlStates = Record<'changeRole' | 'remove' | 'transfer' | 'manageOwners', Control>;

interface MemberControlsProps {
  member: Pick<Member, 'userId' | 'name' | 'role'>;
  isSelf: boolean;
  controls: MemberControlStates;
}

/** The buttons of one member. */
export function MemberControls({ member, isSelf, controls }: MemberControlsProps) {
  const router = useRouter();
  const changing = useChunk(loadRoleDialog);
  const transferring = useChunk(loadQuestion);
  const removing = useChunk(loadQuestion);
  const { userId, name, role } = member;
  if (role === 'owner' && !controls.manageOwners.shown) return null;

  return (
    <span className="flex flex-wrap gap-1.5">
      {controls.changeRole.shown && (
        <Button
          size="tiny"
          aria-label={`Change role: ${name}`}
          disabledReason={controls.changeRole.disabledReason}
          onClick={changing.open}
        >
          Change role
        </Button>
      )}
      {controls.transfer.shown && role !== 'owner' && (
        <Button
          size="tiny"
          aria-label={`Transfer ownership: ${name}`}
          disabledReason={controls.transfer.disabledReason}
          onClick={transferring.open}
        >
          Transfer ownership
        </Button>
      )}
      {controls.remove.shown && !isSelf && (
        <Button
          size="tiny"
          aria-label={`Remove: ${name}`}
          disabledReason={controls.remove.disabledReason}
          onClick={removing.open}
        >
          Remove
        </Button>
      )}
      {changing.Component && (
        <changing.Component
          member={member}
          mayAppointOwners={controls.manageOwners.shown}
          onDone={(to) => {
            changing.close();
            toast.success(`${name} is now ${ROLE_NAMES[to]}`);
          }}
          onClose={changing.close}
        />
      )}
      {transferring.Component && (
        <transferring.Component
          title={`Transfer the ownership to ${name}?`}
          description="They become an owner, and you become an admin. Only an owner can give it back."
          action="Transfer ownership"
          schema={fetchSchema}
          values={{ userId }}
          submit={transferOwnershipAction}
          onDone={() => {
            transferring.close();
            focusContent();
            toast.success(`${name} is now Owner`);
          }}
          onClose={transferring.close}
        />
      )}
      {removing.Component && (
        <removing.Component
          title={`Remove ${name}?`}
          description={say`They are signed out of this workspace at once, and invitations that they sent are withdrawn. Next you see the keys whose secret they know.`}
          action="Remove"
          schema={fetchSchema}
          values={{ userId }}
          submit={removeMemberAction}
          onDone={() => {
            removing.close();
            focusContent();
            toast.success(`${name} is no longer a member`);
            router.push(`/settings/members?keys-of=${userId}`);
            router.refresh();
          }}
          onClose={removing.close}
        />
      )}
    </span>
  );
}
