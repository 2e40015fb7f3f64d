import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { ABSOLUTE_LIFETIME, STAFF_LIFETIME } from '@/lib/domain/sessions/lifetime';
import { newId } from '@/lib/ids';

const USER_AGENT_MAX = 300;

/** Starts a session and returns its id, which is always new. */
export async function startSession(
  tx: Transaction,
  session: {
    userId: string;
    /** Null for staff, and for a user who is in no workspace. */
    workspaceId: string | null;
    address: string | null;
    userAgent: string | null;
    /** When a second factor was proven; null if none was. */
    secondFactorAt?: Date | null;
  },
  kind: 'member' | 'user' | 'staff' = session.workspaceId === null ? 'staff' : 'member',
): Promise<string> {
  const time = now();
  const lifetime = kind === 'staff' ? STAFF_LIFETIME : ABSOLUTE_LIFETIME;
  const { id } = await tx.session.create({
    data: {
      ...session,
      id: newId('ses'),
      userAgent: session.userAgent?.slice(0, USER_AGENT_MAX) ?? null,
      createdAt: time,
      lastSeenAt: time,
      expiresAt: new Date(time.getTime() + lifetime),
    },
    select: { id: true },
  });
  return id;
}
