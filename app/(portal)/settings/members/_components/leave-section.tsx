'use client';

import { useState } from 'react';
import { QuestionDialog } from '@/app/(portal)/settings/members/_components/question-dialog';
import { leaveWorkspaceAction } from '@/app/(portal)/settings/members/actions';
import { Section } from '@/components/section';
import { Button } from '@/components/ui/button';
import { leaveWorkspaceSchema } from '@/lib/domain/members/schema';
import type { Control } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

interface LeaveSectionProps {
  workspaceId: string;
  control: Control;
}

/** Ends the viewer's own membership. */
export function LeaveSection({ workspaceId, control }: LeaveSectionProps) {
  const [asking, setAsking] = useState(false);
  return (
    <Section
      title="Leave this workspace"
      lead="You lose access at once. Only an owner or admin can bring you back."
    >
      <div className="px-4 pt-3 pb-4 sm:px-5">
        <Button disabledReason={control.disabledReason} onClick={() => setAsking(true)}>
          Leave
        </Button>
      </div>
      {asking && (
        <QuestionDialog
          title="Leave this workspace?"
          description={say`You stay signed in to your account. Keys that you created keep working.`}
          action="Leave workspace"
          schema={leaveWorkspaceSchema}
          values={{ workspaceId }}
          submit={leaveWorkspaceAction}
          onDone={() => window.location.assign('/workspaces')}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
