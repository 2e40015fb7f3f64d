import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { EndReason } from '@/lib/db/generated/enums';
import type { ImpersonationMode } from '@/lib/domain/actor';
import { impersonationMode } from '@/lib/domain/impersonation/access-policy';
import { endOf, validityColumns } from '@/lib/domain/impersonation/session-validity';

/** An agent's request to make changes or to extend the session, and the answer of an owner or admin. */
export interface SupportRequest {
  askedAt: Date;
  reason: string | null;
  answer: { at: Date; granted: boolean; by: string | null } | null;
}

/** An impersonation session as the customer sees it. */
export interface ImpersonationView {
  id: string;
  agent: { name: string; team: string | null };
  /** The member whom the agent viewed the workspace as. */
  subject: { id: string; name: string };
  reason: string;
  ticket: string;
  startedAt: Date;
  expiresAt: Date;
  /** What the agent may do now; null when the session is over. */
  mode: ImpersonationMode | null;
  /** When and why it ended, and the name of the user who ended it; null while it is open. */
  end: { at: Date; reason: EndReason; by: string | null } | null;
  /** The latest request to make changes. */
  actRequest: SupportRequest | null;
  /** The latest request to extend the session. */
  extensionRequest: SupportRequest | null;
  /** How many pages were opened, and how many changes were made. */
  pages: number;
  changes: number;
}

export const impersonationColumns = {
  ...validityColumns,
  reason: true,
  ticket: true,
  startedAt: true,
  endedAt: true,
  endReason: true,
  endedById: true,
  actAskedAt: true,
  actReason: true,
  actAnsweredAt: true,
  actAnsweredById: true,
  actGranted: true,
  extensionAskedAt: true,
  extensionReason: true,
  extensionAnsweredAt: true,
  extensionAnsweredById: true,
  extensionGranted: true,
  agent: { select: { ...validityColumns.agent.select, name: true, team: true } },
  subject: { select: { ...validityColumns.subject.select, id: true } },
  _count: { select: { requests: { where: { verb: null } } } },
} satisfies Prisma.ImpersonationSessionSelect;

type Row = Prisma.ImpersonationSessionGetPayload<{ select: typeof impersonationColumns }>;

/** The query for the audited changes that agents made in their sessions. */
export const IMPERSONATED_CHANGES = {
  actorKind: 'impersonated',
  NOT: { action: { startsWith: 'impersonation.' } },
} satisfies Prisma.AuditEventWhereInput;

async function countChanges(
  workspaceId: string,
  impersonationIds: string[],
): Promise<Map<string | null, number>> {
  const counts = await db().auditEvent.groupBy({
    by: ['impersonationId'],
    where: { ...IMPERSONATED_CHANGES, workspaceId, impersonationId: { in: impersonationIds } },
    _count: true,
  });
  return new Map(counts.map(({ impersonationId, _count }) => [impersonationId, _count]));
}

async function namesOf(userIds: Array<string | null>): Promise<Map<string | null, string>> {
  const ids = userIds.filter((id) => id !== null);
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

function readEnd(row: Row, at: Date, names: Map<string | null, string>): ImpersonationView['end'] {
  if (row.endedAt && row.endReason) {
    return { at: row.endedAt, reason: row.endReason, by: names.get(row.endedById) ?? null };
  }
  // It can be over before its end is recorded.
  const end = endOf(row, at);
  return end ? { at: end.endedAt, reason: end.endReason, by: null } : null;
}

interface RequestColumns {
  askedAt: Date | null;
  reason: string | null;
  answeredAt: Date | null;
  answeredById: string | null;
  granted: boolean | null;
}

function toRequest(
  { askedAt, reason, answeredAt, answeredById, granted }: RequestColumns,
  names: Map<string | null, string>,
): SupportRequest | null {
  if (!askedAt) return null;
  const answer = answeredAt && {
    at: answeredAt,
    granted: granted === true,
    by: names.get(answeredById) ?? null,
  };
  return { askedAt, reason, answer };
}

function actColumns(row: Row): RequestColumns {
  return {
    askedAt: row.actAskedAt,
    reason: row.actReason,
    answeredAt: row.actAnsweredAt,
    answeredById: row.actAnsweredById,
    granted: row.actGranted,
  };
}

function extensionColumns(row: Row): RequestColumns {
  return {
    askedAt: row.extensionAskedAt,
    reason: row.extensionReason,
    answeredAt: row.extensionAnsweredAt,
    answeredById: row.extensionAnsweredById,
    granted: row.extensionGranted,
  };
}

/** Stored impersonation sessions of one workspace, as its members see them at `at`. */
export async function toImpersonationViews(
  workspaceId: string,
  rows: readonly Row[],
  at: Date,
): Promise<ImpersonationView[]> {
  const [changes, names] = await Promise.all([
    countChanges(
      workspaceId,
      rows.map((row) => row.id),
    ),
    namesOf(rows.flatMap((row) => [row.endedById, row.actAnsweredById, row.extensionAnsweredById])),
  ]);
  return rows.map((row) => {
    const end = readEnd(row, at, names);
    return {
      id: row.id,
      agent: { name: row.agent.name, team: row.agent.team },
      subject: { id: row.subject.id, name: row.subject.name },
      reason: row.reason,
      ticket: row.ticket,
      startedAt: row.startedAt,
      expiresAt: row.expiresAt,
      mode: end ? null : impersonationMode(row.workspace, row, at),
      end,
      actRequest: toRequest(actColumns(row), names),
      extensionRequest: toRequest(extensionColumns(row), names),
      pages: row._count.requests,
      changes: changes.get(row.id) ?? 0,
    };
  });
}
