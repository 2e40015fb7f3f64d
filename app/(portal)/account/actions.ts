'use server';

import { revalidatePath } from 'next/cache';
import { customerAction, memberAction } from '@/lib/actions/member-action';
import { beginEmailChange } from '@/lib/domain/own-account/begin-email-change';
import { cancelEmailChange } from '@/lib/domain/own-account/cancel-email-change';
import { changePassword } from '@/lib/domain/own-account/change-password';
import { deleteAccount } from '@/lib/domain/own-account/delete';
import { endAllOtherSessions } from '@/lib/domain/own-account/end-other-sessions';
import { endSession } from '@/lib/domain/own-account/end-session';
import { renameSelf } from '@/lib/domain/own-account/rename';
import { addPasskey } from '@/lib/domain/passkey-settings/add';
import { beginPasskey } from '@/lib/domain/passkey-settings/begin';
import { removePasskey } from '@/lib/domain/passkey-settings/remove';
import { renamePasskey } from '@/lib/domain/passkey-settings/rename';

const PAGE = '/account';

export const renameSelfAction = memberAction('own-account/rename', async (actor, input) => {
  const renamed = await renameSelf(actor, input);
  // The user menu of every page shows the name.
  if (renamed.ok) revalidatePath('/', 'layout');
  return renamed;
});

export const beginEmailChangeAction = memberAction('own-account/begin-email-change', async (actor, input) => {
  const begun = await beginEmailChange(actor, input);
  if (begun.ok) revalidatePath(PAGE);
  return begun;
});

export const cancelEmailChangeAction = memberAction(
  'own-account/cancel-email-change',
  async (actor, input) => {
    const canceled = await cancelEmailChange(actor, input);
    if (canceled.ok) revalidatePath(PAGE);
    return canceled;
  },
);

export const changePasswordAction = memberAction('own-account/change-password', async (actor, input) => {
  const changed = await changePassword(actor, input);
  if (changed.ok) revalidatePath(PAGE);
  return changed;
});

export const endSessionAction = memberAction('own-account/end-session', async (actor, input) => {
  const ended = await endSession(actor, input);
  if (ended.ok) revalidatePath(PAGE);
  return ended;
});

export const endOtherSessionsAction = memberAction('own-account/end-other-sessions', async (actor, input) => {
  const ended = await endAllOtherSessions(actor, input);
  if (ended.ok) revalidatePath(PAGE);
  return ended;
});

export const beginPasskeyAction = customerAction('passkey-settings/begin', beginPasskey);

export const addPasskeyAction = customerAction('passkey-settings/add', async (actor, input) => {
  const added = await addPasskey(actor, input);
  if (added.ok) revalidatePath('/', 'layout');
  return added;
});

export const renamePasskeyAction = memberAction('passkey-settings/rename', async (actor, input) => {
  const renamed = await renamePasskey(actor, input);
  if (renamed.ok) revalidatePath(PAGE);
  return renamed;
});

export const removePasskeyAction = memberAction('passkey-settings/remove', async (actor, input) => {
  const removed = await removePasskey(actor, input);
  // The dialogs of every page ask for the second factors that are left.
  if (removed.ok) revalidatePath('/', 'layout');
  return removed;
});

export const deleteAccountAction = customerAction('own-account/delete', deleteAccount);
