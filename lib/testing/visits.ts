import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { StaffRole } from '@/lib/db/generated/enums';
import type { ImpersonatedActor, MemberActor, StaffActor } from '@/lib/domain/actor';
import { newId } from '@/lib/ids';

/** One of the provider's staff, who cannot sign in, and the actor that they are. */
export async function makeStaff(
  role: StaffRole = 'support',
  person: { name?: string; team?: string | null } = {},
): Promise<StaffActor> {
  const { id } = await db().user.create({
    data: {
      id: newId('usr'),
      kind: 'staff',
      email: `${newId('usr').toLowerCase()}@provider.test`,
      name: 'Grace Hopper',
      team: 'Onboarding',
      ...person,
      passwordHash: `none: ${newId('rec')}`,
      emailVerifiedAt: now(),
      staffRole: role,
    },
  });
  return { kind: 'staff', userId: id, role, sessionId: 'test', address: '192.0.2.99' };
}

/** A visit as its start would leave it, without a session of the agent's behind it. */
export async function makeVisit(
  agent: Pick<StaffActor, 'userId'>,
  subject: MemberActor,
  changes: Partial<Prisma.SupportVisitUncheckedCreateInput> = {},
) {
  const startedAt = changes.startedAt ?? now();
  return db().supportVisit.create({
    data: {
      id: newId('visit'),
      workspaceId: subject.workspaceId,
      subjectId: subject.userId,
      agentId: agent.userId,
      reason: 'The webhook fails',
      ticket: 'T-1001',
      startedAt,
      expiresAt: new Date(new Date(startedAt).getTime() + 30 * MINUTE),
      ...changes,
    },
  });
}

/** The actor that an agent is on a visit. */
export function impersonate(
  subject: MemberActor,
  visit: { id: string; agentId: string },
  mode: ImpersonatedActor['mode'] = 'view',
): ImpersonatedActor {
  const { userId, workspaceId, role, emailVerified } = subject;
  return {
    kind: 'impersonated',
    userId,
    workspaceId,
    role,
    emailVerified,
    agentId: visit.agentId,
    visitId: visit.id,
    mode,
    address: '192.0.2.99',
  };
}
