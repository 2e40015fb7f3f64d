import { db } from '@/lib/db/client';
import type { MemberActor, SystemActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { endSessions } from '@/lib/domain/sessions/end';

/** Ends a session: its cookie is worth nothing from the next request on. */
export async function signOut(
  actor: MemberActor | SystemActor,
  session: { id: string; userId: string },
): Promise<void> {
  await db().$transaction(async (tx) => {
    const ended = await endSessions(tx, { id: session.id });
    if (ended > 0) await recordAudit(tx, actor, { action: 'user.sign_out', targetId: session.userId });
  });
}
