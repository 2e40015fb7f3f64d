'use client';

import { Section } from '@/components/section';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
import type { Control } from '@/lib/domain/permissions';
import { KEPT_DAYS } from '@/lib/domain/workspace-closing/kept-days';
import { say } from '@/lib/say';

const load = () =>
  import('@/app/(portal)/settings/workspace/_components/close-flow').then((module) => module.CloseFlow);

interface CloseSectionProps {
  workspaceId: string;
  name: string;
  control: Control;
}

/** Closes the workspace, for its owners. */
export function CloseSection({ workspaceId, name, control }: CloseSectionProps) {
  const { Component, open, close } = useChunk(load);
  return (
    <Section
      title="Close this workspace"
      lead={say`API keys stop at once, and nobody can open it any more. An owner can reopen it for ${KEPT_DAYS} days. Then its data is deleted.`}
    >
      <div className="px-4 pt-3 pb-4 sm:px-5">
        <Button variant="danger" disabledReason={control.disabledReason} onClick={open}>
          Close workspace
        </Button>
      </div>
      {Component && <Component workspaceId={workspaceId} name={name} onClose={close} />}
    </Section>
  );
}
