'use server';

import { customerAction } from '@/lib/actions/member-action';
import { reopenWorkspace } from '@/lib/domain/workspace-closing/reopen';
import { createWorkspace } from '@/lib/domain/workspaces/create';
import { switchWorkspace } from '@/lib/domain/workspaces/switch';
import { currentProfile } from '@/lib/profiles/current';

export const switchWorkspaceAction = customerAction('workspaces/switch', switchWorkspace);

export const reopenWorkspaceAction = customerAction('workspace-closing/reopen', reopenWorkspace);

export const createWorkspaceAction = customerAction('workspaces/create', (actor, input) =>
  createWorkspace(actor, input, currentProfile().money.currency),
);
