import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { refuseInvitationLink } from '@/lib/domain/invitations/refuse-link';
import { parse } from '@/lib/domain/parse';
import { linkSchema } from '@/lib/domain/users/schema';
import { ok, type Result } from '@/lib/errors';

/** What the page behind the link of an invitation shows. */
export interface InvitationLink {
  email: string;
  role: Role;
  workspaceName: string;
  /** Whether somebody has confirmed the address, and so has an account to sign in to. */
  hasAccount: boolean;
}

/**
 * Who an invitation is for, and what they join. Only the mailbox gets its link, so the owner of the address may learn
 * whether they have an account. Reading does not use the link up. Refuses with INVALID_LINK.
 */
export async function readInvitationLink(actor: Actor, input: unknown): Promise<Result<InvitationLink>> {
  const authorized = authorizeSystem(actor, 'invitations/read-link');
  if (!authorized.ok) return authorized;
  const parsed = parse(linkSchema, input);
  if (!parsed.ok) return refuseInvitationLink();
  const invitation = await db().invitation.findFirst({
    where: { tokenHash: sha256(parsed.value.token), expiresAt: { gt: now() } },
    select: { email: true, role: true, workspace: { select: { name: true } } },
  });
  if (!invitation) return refuseInvitationLink();
  const { email, role, workspace } = invitation;
  const owners = await db().user.count({ where: { email, emailVerifiedAt: { not: null } } });
  return ok({ email, role, workspaceName: workspace.name, hasAccount: owners > 0 });
}
