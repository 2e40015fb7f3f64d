import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { startSession } from '@/lib/domain/sessions/start';
import { ok, type Result, refuse } from '@/lib/errors';

/** The columns that decide whether a user may sign in. */
export const userSessionColumns = {
  id: true,
  kind: true,
  disabledAt: true,
  emailVerifiedAt: true,
  staffRole: true,
  // A member of several workspaces signs in to the one they joined first.
  memberships: { select: { workspaceId: true, role: true }, orderBy: { createdAt: 'asc' }, take: 1 },
} as const;

type Candidate = Prisma.UserGetPayload<{ select: typeof userSessionColumns }>;
type Identity = Omit<MemberActor, 'sessionId' | 'address'> | Omit<StaffActor, 'sessionId' | 'address'>;

interface SignIn {
  address: string | null;
  userAgent: string | null;
  /** How the second factor was proven; null if it was not. */
  secondFactor: 'app' | 'recovery code' | 'openid' | null;
}

export interface StartedSession {
  userId: string;
  sessionId: string;
}

function identify({
  id: userId,
  kind,
  disabledAt,
  emailVerifiedAt,
  staffRole,
  memberships,
}: Candidate): Result<Identity> {
  if (disabledAt) return refuse('FORBIDDEN', 'This account is disabled. Please contact support.');
  if (kind === 'staff') {
    if (staffRole) return ok({ kind, userId, role: staffRole });
    return refuse('FORBIDDEN', 'This account has no role any more. Ask your operator.');
  }
  const [membership] = memberships;
  if (membership) return ok({ kind, userId, ...membership, emailVerified: emailVerifiedAt !== null });
  return refuse('FORBIDDEN', 'You are not a member of any workspace any more. Ask its owner.');
}

/** Starts a session for a user who has proven who they are. Refuses with FORBIDDEN if they may not sign in. */
export async function startUserSession(
  tx: Transaction,
  user: Candidate,
  { address, userAgent, secondFactor }: SignIn,
): Promise<Result<StartedSession>> {
  const identity = identify(user);
  if (!identity.ok) return identity;
  const { value } = identity;
  const { userId } = value;
  const sessionId = await startSession(tx, {
    userId,
    workspaceId: value.kind === 'member' ? value.workspaceId : null,
    address,
    userAgent,
    secondFactorAt: secondFactor && now(),
  });
  await recordAudit(
    tx,
    { ...value, sessionId, address },
    { action: 'user.sign_in', targetId: userId, detail: secondFactor ? { secondFactor } : {} },
  );
  return ok({ userId, sessionId });
}
