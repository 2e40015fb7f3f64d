import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { IDLE_LIFETIME } from '@/lib/domain/sessions/lifetime';

interface Person {
  userId: string;
  name: string;
  email: string;
}

/** Whom a session that holds right now stands for. */
export type SignedIn =
  | { kind: 'member'; actor: MemberActor; person: Person; workspace: { id: string; name: string } }
  | { kind: 'staff'; sessionId: string; person: Person };

/** A session's last sight is written down no more often than this. */
const SIGHT_INTERVAL = MINUTE;

/**
 * Whom the session stands for at this moment, or null when it has ended, expired, lain idle too long, or
 * its user was disabled or has left the workspace. Asked at every request, so that each of these holds at once.
 */
export async function resolveSession(sessionId: string, address: string | null): Promise<SignedIn | null> {
  const time = now();
  const session = await db().session.findFirst({
    where: {
      id: sessionId,
      endedAt: null,
      expiresAt: { gt: time },
      lastSeenAt: { gt: new Date(time.getTime() - IDLE_LIFETIME) },
      user: { disabledAt: null },
    },
    select: {
      id: true,
      lastSeenAt: true,
      user: { select: { id: true, kind: true, name: true, email: true, emailVerifiedAt: true } },
      membership: { select: { role: true, workspace: { select: { id: true, name: true } } } },
    },
  });
  if (!session) return null;
  const { user, membership } = session;
  const person = { userId: user.id, name: user.name, email: user.email };
  await recordSight(session, time);

  if (user.kind === 'staff') return { kind: 'staff', sessionId: session.id, person };
  if (!membership) return null;
  const actor: MemberActor = {
    kind: 'member',
    userId: user.id,
    workspaceId: membership.workspace.id,
    role: membership.role,
    emailVerified: user.emailVerifiedAt !== null,
    sessionId: session.id,
    address,
  };
  return { kind: 'member', actor, person, workspace: membership.workspace };
}

async function recordSight(session: { id: string; lastSeenAt: Date }, time: Date): Promise<void> {
  if (time.getTime() - session.lastSeenAt.getTime() < SIGHT_INTERVAL) return;
  await db().session.updateMany({
    where: { id: session.id, lastSeenAt: session.lastSeenAt },
    data: { lastSeenAt: time },
  });
}
