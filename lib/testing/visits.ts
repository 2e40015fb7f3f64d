import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { StaffRole } from '@/lib/db/generated/enums';
import type { ImpersonatedActor, MemberActor, StaffActor } from '@/lib/domain/actor';
import { startSession } from '@/lib/domain/sessions/start';
import { newId } from '@/lib/ids';

/** One of the provider's staff, signed in, and the actor that they are. */
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
  const session = { userId: id, workspaceId: null, address: '192.0.2.99', userAgent: null };
  const sessionId = await db().$transaction((tx) => startSession(tx, session));
  await db().session.update({ where: { id: sessionId }, data: { secondFactorAt: now() } });
  return { kind: 'staff', userId: id, role, sessionId, address: session.address };
}

/** A visit as its start leaves it. */
export async function makeVisit(
  agent: StaffActor,
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
      agentSessionId: agent.sessionId,
      reason: 'The webhook fails',
      ticket: 'T-1001',
      startedAt,
      expiresAt: new Date(new Date(startedAt).getTime() + 30 * MINUTE),
      ...changes,
    },
  });
}

/** Changes a visit as only the owner of the database can, past the triggers that keep it. */
export async function rewriteVisit(id: string, data: Prisma.SupportVisitUncheckedUpdateInput): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await tx.supportVisit.update({ where: { id }, data });
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
