'use client';

import { leaveWorkspaceAction } from '@/app/(portal)/settings/members/actions';
import { Section } from '@/components/section';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
import type { Control } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

const loadDialog = () =>
  import('@/app/(portal)/settings/members/_components/question-dialog').then(
    ({ QuestionDialog }) => QuestionDialog<{ workspaceId: string }, unknown>,
  );

interface LeaveSectionProps {
  workspaceId: string;
  control: Control;
}

/** Ends the viewer's own membership. */
export function LeaveSection({ workspaceId, control }: LeaveSectionProps) {
  const dialog = useChunk(loadDialog);
  return (
    <Section
      title="Leave this workspace"
      lead="You lose access at once. Only an owner or admin can bring you back."
    >
      <div className="px-4 pt-3 pb-4 sm:px-5">
        <Button disabledReason={control.disabledReason} onClick={dialog.open}>
          Leave
        </Button>
      </div>
      {dialog.Component && (
        <dialog.Component
          title="Leave this workspace?"
          description={say`You stay signed in to your account. Keys that you created keep working.`}
          action="Leave workspace"
          schema={async () => (await import('@/lib/domain/members/schema')).leaveWorkspaceSchema}
          values={{ workspaceId }}
          submit={leaveWorkspaceAction}
          onDone={() => window.location.assign('/workspaces')}
          onClose={dialog.close}
        />
      )}
    </Section>
  );
}
