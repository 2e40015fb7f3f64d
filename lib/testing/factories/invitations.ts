import { DAY, now, SECOND } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { newId } from '@/lib/ids';

/** Open invitations that a member has sent, to person-01, person-02 and so on. No mail is sent. */
export async function makeInvitations({ workspaceId, userId }: MemberActor, count: number): Promise<void> {
  const time = now().getTime();
  await db().invitation.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      id: newId('inv'),
      workspaceId,
      email: `person-${String(n + 1).padStart(2, '0')}@example.test`,
      role: 'viewer' as const,
      tokenHash: sha256(`${workspaceId} ${n}`),
      createdAt: new Date(time + n * SECOND - DAY),
      expiresAt: new Date(time + DAY),
      invitedById: userId,
    })),
  });
}
