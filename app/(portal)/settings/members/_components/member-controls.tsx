'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ChangeRoleDialog } from '@/app/(portal)/settings/members/_components/change-role-dialog';
import { QuestionDialog } from '@/app/(portal)/settings/members/_components/question-dialog';
import { removeMemberAction, transferOwnershipAction } from '@/app/(portal)/settings/members/actions';
import { focusContent } from '@/components/focus-content';
import { ROLE_NAMES } from '@/components/role-names';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { Member } from '@/lib/domain/members/list';
import { memberSchema } from '@/lib/domain/members/schema';
import type { Control } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

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
  const [asking, setAsking] = useState<'role' | 'transfer' | 'remove'>();
  const { userId, name, role } = member;
  const close = () => setAsking(undefined);
  if (role === 'owner' && !controls.manageOwners.shown) return null;

  return (
    <span className="flex flex-wrap gap-1.5">
      {controls.changeRole.shown && (
        <Button
          size="tiny"
          aria-label={`Change role: ${name}`}
          disabledReason={controls.changeRole.disabledReason}
          onClick={() => setAsking('role')}
        >
          Change role
        </Button>
      )}
      {controls.transfer.shown && role !== 'owner' && (
        <Button
          size="tiny"
          aria-label={`Transfer ownership: ${name}`}
          disabledReason={controls.transfer.disabledReason}
          onClick={() => setAsking('transfer')}
        >
          Transfer ownership
        </Button>
      )}
      {controls.remove.shown && !isSelf && (
        <Button
          size="tiny"
          aria-label={`Remove: ${name}`}
          disabledReason={controls.remove.disabledReason}
          onClick={() => setAsking('remove')}
        >
          Remove
        </Button>
      )}
      {asking === 'role' && (
        <ChangeRoleDialog
          member={member}
          mayAppointOwners={controls.manageOwners.shown}
          onDone={(to) => {
            close();
            toast.success(`${name} is now ${ROLE_NAMES[to]}`);
          }}
          onClose={close}
        />
      )}
      {asking === 'transfer' && (
        <QuestionDialog
          title={`Transfer the ownership to ${name}?`}
          description="They become an owner, and you become an admin. Only an owner can give it back."
          action="Transfer ownership"
          schema={memberSchema}
          values={{ userId }}
          submit={transferOwnershipAction}
          onDone={() => {
            close();
            focusContent();
            toast.success(`${name} is now Owner`);
          }}
          onClose={close}
        />
      )}
      {asking === 'remove' && (
        <QuestionDialog
          title={`Remove ${name}?`}
          description={say`They are signed out of this workspace at once. Next you see the keys whose secret they know.`}
          action="Remove"
          schema={memberSchema}
          values={{ userId }}
          submit={removeMemberAction}
          onDone={() => {
            close();
            focusContent();
            toast.success(`${name} is no longer a member`);
            router.push(`/settings/members?keys-of=${userId}`);
            router.refresh();
          }}
          onClose={close}
        />
      )}
    </span>
  );
}
