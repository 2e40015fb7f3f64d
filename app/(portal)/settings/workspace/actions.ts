'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { closeWorkspace } from '@/lib/domain/workspace-closing/close';
import { readClosingImpact } from '@/lib/domain/workspace-closing/impact';
import { renameWorkspace } from '@/lib/domain/workspaces/rename';

export const renameWorkspaceAction = memberAction('workspaces/rename', async (actor, input) => {
  const renamed = await renameWorkspace(actor, input);
  // The name is on every page.
  if (renamed.ok) revalidatePath('/', 'layout');
  return renamed;
});

export const readClosingImpactAction = memberAction('workspace-closing/impact', readClosingImpact);

export const closeWorkspaceAction = memberAction('workspace-closing/close', closeWorkspace);
