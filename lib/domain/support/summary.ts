import { MINUTE, now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Environment, Role } from '@/lib/db/generated/enums';
import type { Actor, StaffActor } from '@/lib/domain/actor';
import type { ApiKeyStatus } from '@/lib/domain/api-keys/status';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import { accessColumns } from '@/lib/domain/impersonation/access-policy';
import { type SupportAccessView, toAccessView } from '@/lib/domain/impersonation/read-access';
import {
  type ImpersonationView,
  impersonationColumns,
  toImpersonationViews,
} from '@/lib/domain/impersonation/view';
import { parse } from '@/lib/domain/parse';
import { type LatestRefusals, readLatestRefusals } from '@/lib/domain/refusals/latest';
import { readSummarySchema } from '@/lib/domain/support/schema';
import { countKeys } from '@/lib/domain/support/summary-queries';
import { transact } from '@/lib/domain/transact';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuse } from '@/lib/errors';

export interface MemberSummary {
  userId: string;
  name: string;
  email: string;
  emailVerified: boolean;
  role: Role;
  disabled: boolean;
}

/** What the console shows about a customer. */
export interface CustomerSummary {
  workspace: {
    id: string;
    name: string;
    createdAt: Date;
    suspendedAt: Date | null;
    closedAt: Date | null;
    /** When the data of a closed workspace is deleted. */
    deletesAt: Date | null;
  };
  access: SupportAccessView;
  balance: Record<Environment, Money>;
  /** Owners first, then admins, developers and viewers. `memberCount` counts all of them. */
  members: MemberSummary[];
  memberCount: number;
  /** How many keys there are in each state. */
  keys: Record<Environment, Record<ApiKeyStatus, number>>;
  /** Those with the latest calls, first. */
  refusals: LatestRefusals[];
  impersonations: ImpersonationView[];
}

/** Page loads within this time belong to one look. */
const LOOK = 15 * MINUTE;
const MEMBERS_SHOWN = 100;
const REFUSALS_SHOWN = 10;
const IMPERSONATIONS_SHOWN = 10;

const workspaceColumns = {
  id: true,
  name: true,
  createdAt: true,
  suspendedAt: true,
  closedAt: true,
  deletesAt: true,
  currency: true,
  liveBalance: true,
  sandboxBalance: true,
  ...accessColumns,
  _count: { select: { memberships: true } },
} as const;

async function findMembers(where: Prisma.MembershipWhereInput): Promise<MemberSummary[]> {
  const members = await db().membership.findMany({
    where,
    orderBy: [{ role: 'asc' }, { createdAt: 'asc' }, { userId: 'asc' }],
    take: MEMBERS_SHOWN,
    select: {
      role: true,
      user: { select: { id: true, name: true, email: true, emailVerifiedAt: true, disabledAt: true } },
    },
  });
  return members.map(({ role, user }) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    role,
    disabled: user.disabledAt !== null,
  }));
}

/** The members to show: the requested one, then owners, admins, developers and viewers. */
async function readMembers(workspaceId: string, asked: string | undefined): Promise<MemberSummary[]> {
  const members = await findMembers({ workspaceId });
  if (!asked || members.some(({ userId }) => userId === asked)) return members;
  return [...(await findMembers({ workspaceId, userId: asked })), ...members];
}

async function readImpersonations(workspaceId: string, at: Date): Promise<ImpersonationView[]> {
  const impersonations = await db().impersonationSession.findMany({
    where: { workspaceId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: IMPERSONATIONS_SHOWN,
    select: impersonationColumns,
  });
  return toImpersonationViews(workspaceId, impersonations, at);
}

/** Records that the agent looks at the customer, unless they began to within `LOOK` from the same address. */
async function recordLook(tx: Transaction, agent: StaffActor, workspaceId: string): Promise<void> {
  const look = { action: 'support.read_summary', targetId: workspaceId, workspaceId } as const;
  const recorded = await tx.auditEvent.findFirst({
    where: {
      ...look,
      actorKind: 'staff',
      actorId: agent.userId,
      address: agent.address,
      createdAt: { gt: new Date(now().getTime() - LOOK) },
    },
    select: { id: true },
  });
  if (!recorded) await recordAudit(tx, agent, look);
}

/**
 * What the console shows about a customer. The customer's audit log records that an agent looks at it, and not again when
 * the agent reloads the page.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOUND.
 */
export async function readSummary(actor: Actor, input: unknown): Promise<Result<CustomerSummary>> {
  const parsed = parse(readSummarySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, 'support/summary');
  if (!authorized.ok) return authorized;
  const { workspaceId, memberId } = parsed.value;
  const where = { id: workspaceId };
  const workspace = await db().workspace.findUnique({ where, select: workspaceColumns });
  if (!workspace) return refuse('NOT_FOUND', 'There is no such workspace.');
  const recorded = await transact(authorized.value, async (tx) => {
    await recordLook(tx, authorized.value, workspaceId);
    return ok(null);
  });
  if (!recorded.ok) return recorded;
  const at = now();
  const [members, keys, refusals, impersonations] = await Promise.all([
    readMembers(workspaceId, memberId),
    countKeys(workspaceId, at),
    readLatestRefusals(workspaceId, REFUSALS_SHOWN),
    readImpersonations(workspaceId, at),
  ]);
  const { id, name, createdAt, suspendedAt, closedAt, deletesAt, currency } = workspace;
  return ok({
    workspace: { id, name, createdAt, suspendedAt, closedAt, deletesAt },
    access: toAccessView(workspace),
    balance: {
      live: { amount: workspace.liveBalance, currency },
      sandbox: { amount: workspace.sandboxBalance, currency },
    },
    members,
    memberCount: workspace._count.memberships,
    keys,
    refusals,
    impersonations,
  });
}
