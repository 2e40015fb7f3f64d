'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';

const PAGE = '/settings/security';

export const setWorkspaceAllowlistAction = memberAction(async (actor, input) => {
  const saved = await setWorkspaceAllowlist(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});

export const setContactEmailAction = memberAction(async (actor, input) => {
  const saved = await setContactEmail(actor, input);
  if (saved.ok) revalidatePath(PAGE);
  return saved;
});
