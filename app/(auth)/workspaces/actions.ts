'use server';

import { customerAction } from '@/lib/actions/member-action';
import { createWorkspace } from '@/lib/domain/workspaces/create';
import { switchWorkspace } from '@/lib/domain/workspaces/switch';
import { currentProfile } from '@/lib/profiles/current';

export const switchWorkspaceAction = customerAction('workspaces/switch', switchWorkspace);

export const createWorkspaceAction = customerAction('workspaces/create', (actor, input) =>
  createWorkspace(actor, input, currentProfile().money.currency),
);
