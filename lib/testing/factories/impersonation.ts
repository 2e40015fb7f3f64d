import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Role, StaffRole } from '@/lib/db/generated/enums';
import type { ImpersonatedActor, MemberActor, StaffActor } from '@/lib/domain/actor';
import { startSession } from '@/lib/domain/sessions/start';
import { newId } from '@/lib/ids';
import { makeMember } from '@/lib/testing/factories/members';

/** Creates and signs in a staff member; returns the actor. */
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

/** Creates an impersonation session as `startImpersonation` does. */
export async function makeImpersonation(
  agent: StaffActor,
  subject: MemberActor,
  changes: Partial<Prisma.ImpersonationSessionUncheckedCreateInput> = {},
) {
  const startedAt = changes.startedAt ?? now();
  return db().impersonationSession.create({
    data: {
      id: newId('imp'),
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

/** A member with an impersonation session in which support asks to make changes; `answer` is input to `answerRequest`. */
export async function makeActRequest(role?: Role) {
  const subject = await makeMember(role);
  const impersonation = await makeImpersonation(await makeStaff(), subject, {
    actAskedAt: now(),
    actReason: 'To fix it',
  });
  return {
    subject,
    impersonation,
    answer: { impersonationId: impersonation.id, askedAt: impersonation.actAskedAt?.toISOString() },
  };
}

/** A member with an impersonation session that support asks to extend; `answer` is input to `answerExtension`. */
export async function makeExtensionRequest(role?: Role) {
  const subject = await makeMember(role);
  const agent = await makeStaff();
  const impersonation = await makeImpersonation(agent, subject, extensionAsked());
  const askedAt = impersonation.extensionAskedAt?.toISOString();
  return { subject, agent, impersonation, answer: { impersonationId: impersonation.id, askedAt } };
}

/** The columns of a session that support asks to extend. */
export function extensionAsked() {
  return { extensionAskedAt: now(), extensionReason: 'To finish it' };
}

/** The columns of a session in which a member approved changes. */
export function approvedBy({ userId }: MemberActor) {
  const at = now();
  return {
    actAskedAt: at,
    actReason: 'To fix it',
    actGranted: true,
    actAnsweredAt: at,
    actAnsweredById: userId,
  };
}

/** Ends an open impersonation session as its agent does. */
export async function exit(id: string): Promise<void> {
  await db().impersonationSession.update({ where: { id }, data: { endedAt: now(), endReason: 'exit' } });
}

/** Changes an impersonation session past the triggers, as only the owner of the database can. */
export async function rewriteImpersonation(
  id: string,
  data: Prisma.ImpersonationSessionUncheckedUpdateInput,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await tx.impersonationSession.update({ where: { id }, data });
  });
}

/** The actor of an agent in an impersonation session. */
export function impersonate(
  subject: MemberActor,
  impersonation: { id: string; agentId: string },
  mode: ImpersonatedActor['mode'] = 'view',
): ImpersonatedActor {
  const { userId, workspaceId, role, emailVerified } = subject;
  return {
    kind: 'impersonated',
    userId,
    workspaceId,
    role,
    emailVerified,
    agentId: impersonation.agentId,
    impersonationId: impersonation.id,
    mode,
    address: '192.0.2.99',
  };
}
