import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { solelyOwnedWorkspaces } from '@/lib/domain/own-account/solely-owned-workspaces';
import { ok, type Result } from '@/lib/errors';

/** A member's own account. */
export interface OwnAccount {
  name: string;
  email: string;
  emailVerified: boolean;
  /** The address that it changes to when the member opens the link in the mail; null if no change has begun. */
  newEmail: string | null;
  /** The workspaces of which they are the last owner, so that they cannot delete the account. */
  solelyOwnedWorkspaces: Array<{ id: string; name: string }>;
}

/** The account of the signed-in member, or of the member whom the agent acts as. Refuses with FORBIDDEN. */
export async function readOwnAccount(actor: Actor): Promise<Result<OwnAccount>> {
  const authorized = authorizeInWorkspace(actor, 'own-account/read');
  if (!authorized.ok) return authorized;
  const { name, email, emailVerifiedAt, emailChange } = await db().user.findUniqueOrThrow({
    where: { id: authorized.value.userId },
    select: {
      name: true,
      email: true,
      emailVerifiedAt: true,
      emailChange: { select: { email: true, expiresAt: true } },
    },
  });
  const solelyOwned = await solelyOwnedWorkspaces(db(), authorized.value.userId);
  const newEmail = emailChange && emailChange.expiresAt > now() ? emailChange.email : null;
  return ok({
    name,
    email,
    emailVerified: emailVerifiedAt !== null,
    newEmail,
    solelyOwnedWorkspaces: solelyOwned,
  });
}
