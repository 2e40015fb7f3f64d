import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeStaff } from '@/lib/domain/authorize';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { ok, type Result } from '@/lib/errors';

export interface OwnImpersonation {
  id: string;
  /** The name of the member. */
  subject: string;
  workspace: { id: string; name: string };
  expiresAt: Date;
  /** Whether the agent started it in their current sign-in; no other sign-in can continue it. */
  isHere: boolean;
}

/** The agent's open impersonation session; null when there is none. Refuses with FORBIDDEN. */
export async function readOwnImpersonation(actor: Actor): Promise<Result<OwnImpersonation | null>> {
  const authorized = authorizeStaff(actor, 'impersonation/read-own');
  if (!authorized.ok) return authorized;
  const { userId, sessionId } = authorized.value;
  const impersonation = await db().impersonationSession.findFirst({
    where: { ...openImpersonations(now()), agentId: userId },
    select: {
      id: true,
      expiresAt: true,
      agentSessionId: true,
      subject: { select: { name: true } },
      workspace: { select: { id: true, name: true } },
    },
  });
  if (!impersonation) return ok(null);
  const { agentSessionId, subject, ...rest } = impersonation;
  return ok({ ...rest, subject: subject.name, isHere: agentSessionId === sessionId });
}
