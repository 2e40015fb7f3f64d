import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeStaff } from '@/lib/domain/authorize';
import { openVisits } from '@/lib/domain/support/visit-state';
import { ok, type Result } from '@/lib/errors';

export interface OwnVisit {
  id: string;
  /** The name of the member. */
  subject: string;
  workspace: { id: string; name: string };
  expiresAt: Date;
  /** Whether it was begun by this sign-in: no other can go on with it. */
  isHere: boolean;
}

/** The account that the agent is in; null when in none. Refuses with FORBIDDEN. */
export async function readOwnVisit(actor: Actor): Promise<Result<OwnVisit | null>> {
  const authorized = authorizeStaff(actor, 'support/own-visit');
  if (!authorized.ok) return authorized;
  const { userId, sessionId } = authorized.value;
  const visit = await db().supportVisit.findFirst({
    where: { ...openVisits(now()), agentId: userId },
    select: {
      id: true,
      expiresAt: true,
      agentSessionId: true,
      subject: { select: { name: true } },
      workspace: { select: { id: true, name: true } },
    },
  });
  if (!visit) return ok(null);
  const { agentSessionId, subject, ...rest } = visit;
  return ok({ ...rest, subject: subject.name, isHere: agentSessionId === sessionId });
}
