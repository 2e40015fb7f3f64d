import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor, UserActor } from '@/lib/domain/actor';
import { secondFactorDue as dueOf, policyColumns } from '@/lib/domain/factors/due';
import { type Factors, factorColumns, factorsOf } from '@/lib/domain/factors/factors';
import { validSessions } from '@/lib/domain/sessions/lifetime';

export interface Person {
  userId: string;
  name: string;
  email: string;
}

export interface SignedInMember {
  kind: 'member';
  actor: MemberActor;
  person: Person;
  workspace: { id: string; name: string };
  factors: Factors;
  /** Until when the member must set up a second factor; null if they need not. */
  secondFactorDue: Date | null;
}

/** A customer's user who is a member of no workspace, or may not enter theirs yet. */
export interface SignedInUser {
  kind: 'user';
  actor: UserActor;
  person: Person;
  factors: Factors;
  /** The workspace that they may enter when they have a second factor; null if they are in none. */
  awaitsSecondFactor: { id: string; name: string } | null;
}

export interface SignedInStaff {
  kind: 'staff';
  actor: StaffActor;
  person: Person & { team: string | null };
  /** Whether they have a password of their own and proved a second factor. Until then they see only the onboarding. */
  ready: boolean;
}

/** The person whose session is valid at this moment. */
export type SignedIn = SignedInMember | SignedInUser | SignedInStaff;

/** The last activity of a session is stored no more often than this. */
const SIGHT_INTERVAL = MINUTE;

/**
 * The person of a session. Null if the session has ended, expired or was idle too long, or if the user was disabled or has
 * lost the role. Every request calls this, so each of these takes effect at once. A session in no open workspace is that of a
 * user without a workspace. The database deletes the sessions of a member who is removed.
 */
export async function resolveSession(sessionId: string, address: string | null): Promise<SignedIn | null> {
  const time = now();
  const session = await db().session.findFirst({
    where: {
      id: sessionId,
      ...validSessions(time),
      user: { disabledAt: null },
    },
    select: {
      id: true,
      lastSeenAt: true,
      secondFactorAt: true,
      user: {
        select: {
          id: true,
          kind: true,
          name: true,
          email: true,
          emailVerifiedAt: true,
          staffRole: true,
          team: true,
          passwordEndsAt: true,
          ...factorColumns,
        },
      },
      membership: {
        select: {
          role: true,
          createdAt: true,
          workspace: {
            select: {
              id: true,
              name: true,
              closedAt: true,
              secondFactorPolicy: { select: policyColumns },
            },
          },
        },
      },
    },
  });
  if (!session) return null;
  const { user, membership } = session;
  const person = { userId: user.id, name: user.name, email: user.email };
  await recordSight(session, time);

  const common = { userId: user.id, sessionId: session.id, address };
  if (user.kind === 'staff') {
    if (!user.staffRole) return null;
    return {
      kind: 'staff',
      actor: { kind: 'staff', role: user.staffRole, ...common },
      person: { ...person, team: user.team },
      ready: session.secondFactorAt !== null && user.passwordEndsAt === null,
    };
  }
  const emailVerified = user.emailVerifiedAt !== null;
  const factors = factorsOf(user);
  const asUser = {
    kind: 'user',
    actor: { kind: 'user', emailVerified, ...common },
    person,
    factors,
  } as const;
  if (!membership || membership.workspace.closedAt) return { ...asUser, awaitsSecondFactor: null };
  const {
    role,
    workspace: { id, name, secondFactorPolicy },
  } = membership;
  const workspace = { id, name };
  const secondFactorDue = dueOf(secondFactorPolicy, membership.createdAt, factors);
  if (secondFactorDue && secondFactorDue <= time) return { ...asUser, awaitsSecondFactor: workspace };
  return {
    kind: 'member',
    actor: { kind: 'member', workspaceId: workspace.id, role, emailVerified, ...common },
    person,
    workspace,
    factors,
    secondFactorDue,
  };
}

async function recordSight(session: { id: string; lastSeenAt: Date }, time: Date): Promise<void> {
  if (time.getTime() - session.lastSeenAt.getTime() < SIGHT_INTERVAL) return;
  await db().session.updateMany({
    where: { id: session.id, lastSeenAt: session.lastSeenAt },
    data: { lastSeenAt: time },
  });
}
