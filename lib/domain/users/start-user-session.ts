import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { MemberActor, StaffActor, UserActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { recordWorkspaceUse } from '@/lib/domain/sessions/enter-workspace';
import { startSession } from '@/lib/domain/sessions/start';
import { ok, type Result, refuse } from '@/lib/errors';

/** The columns that decide whether a user may sign in. */
export const userSessionColumns = {
  id: true,
  kind: true,
  disabledAt: true,
  emailVerifiedAt: true,
  staffRole: true,
  // A member of several workspaces signs in to the one they used last.
  memberships: {
    where: { workspace: { closedAt: null } },
    select: { workspaceId: true, role: true },
    orderBy: [{ lastUsedAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'asc' }],
    take: 1,
  },
} satisfies Prisma.UserSelect;

type Candidate = Prisma.UserGetPayload<{ select: typeof userSessionColumns }>;
type Identity =
  | Omit<MemberActor, 'sessionId' | 'address'>
  | Omit<UserActor, 'sessionId' | 'address'>
  | Omit<StaffActor, 'sessionId' | 'address'>;

interface SignIn {
  address: string | null;
  userAgent: string | null;
  /** How the second factor was proven; null if it was not. */
  secondFactor: 'app' | 'recovery code' | 'passkey' | 'openid' | null;
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
  const emailVerified = emailVerifiedAt !== null;
  return ok(
    membership ? { kind, userId, ...membership, emailVerified } : { kind: 'user', userId, emailVerified },
  );
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
  const workspaceId = value.kind === 'member' ? value.workspaceId : null;
  const sessionId = await startSession(
    tx,
    { userId, workspaceId, address, userAgent, secondFactorAt: secondFactor && now() },
    value.kind,
  );
  if (workspaceId) await recordWorkspaceUse(tx, { userId, workspaceId });
  await recordAudit(
    tx,
    { ...value, sessionId, address },
    { action: 'user.sign_in', targetId: userId, detail: secondFactor ? { secondFactor } : {} },
  );
  return ok({ userId, sessionId });
}
