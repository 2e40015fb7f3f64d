'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { createInvitation } from '@/lib/domain/invitations/create';
import { withdrawInvitation } from '@/lib/domain/invitations/withdraw';
import { changeRole } from '@/lib/domain/members/change-role';
import { leaveWorkspace } from '@/lib/domain/members/leave';
import { removeMember } from '@/lib/domain/members/remove';
import { transferOwnership } from '@/lib/domain/members/transfer-ownership';

const PAGE = '/settings/members';

export const changeRoleAction = memberAction('members/change-role', async (actor, input) => {
  const changed = await changeRole(actor, input);
  if (changed.ok) revalidatePath(PAGE);
  return changed;
});

export const removeMemberAction = memberAction('members/remove', removeMember);

export const leaveWorkspaceAction = memberAction('members/leave', leaveWorkspace);

export const transferOwnershipAction = memberAction('members/transfer-ownership', async (actor, input) => {
  const transferred = await transferOwnership(actor, input);
  if (transferred.ok) revalidatePath(PAGE);
  return transferred;
});

export const createInvitationAction = memberAction('invitations/create', async (actor, input) => {
  const invited = await createInvitation(actor, input);
  if (invited.ok) revalidatePath(PAGE);
  return invited;
});

export const withdrawInvitationAction = memberAction('invitations/withdraw', async (actor, input) => {
  const withdrawn = await withdrawInvitation(actor, input);
  if (withdrawn.ok) revalidatePath(PAGE);
  return withdrawn;
});
