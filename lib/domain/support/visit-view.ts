import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { VisitEnd } from '@/lib/db/generated/enums';
import { endingOf, standingColumns } from '@/lib/domain/support/standing';
import { visitMode } from '@/lib/domain/support/visit-state';

/** What an agent asked of the workspace's owners and admins, and what they said. */
export interface ActRequest {
  askedAt: Date;
  reason: string | null;
  answer: { at: Date; granted: boolean; by: string | null } | null;
}

/** A visit as the customer reads it. */
export interface VisitView {
  id: string;
  agent: { name: string; team: string | null };
  /** The member that the agent stood in for. */
  subject: { id: string; name: string };
  reason: string;
  ticket: string;
  startedAt: Date;
  expiresAt: Date;
  /** What it may do now; null when it is over. */
  mode: 'view' | 'act' | null;
  /** How it ended; null while it goes on. */
  ending: { at: Date; end: VisitEnd; by: string | null } | null;
  request: ActRequest | null;
  /** How many pages were looked at, and how many changes made. */
  pages: number;
  changes: number;
}

export const visitColumns = {
  ...standingColumns,
  reason: true,
  ticket: true,
  startedAt: true,
  endedAt: true,
  end: true,
  endedById: true,
  actAskedAt: true,
  actReason: true,
  actAnsweredAt: true,
  actAnsweredById: true,
  actGranted: true,
  agent: { select: { ...standingColumns.agent.select, name: true, team: true } },
  subject: { select: { ...standingColumns.subject.select, id: true } },
  _count: { select: { pages: { where: { verb: null } } } },
} satisfies Prisma.SupportVisitSelect;

type Row = Prisma.SupportVisitGetPayload<{ select: typeof visitColumns }>;

/** The audited changes that an agent made in a customer's place. */
export const CHANGES_OF_VISITS = {
  actorKind: 'impersonated',
  NOT: { action: { startsWith: 'support.' } },
} satisfies Prisma.AuditEventWhereInput;

async function countChanges(workspaceId: string, visitIds: string[]): Promise<Map<string | null, number>> {
  const counts = await db().auditEvent.groupBy({
    by: ['visitId'],
    where: { ...CHANGES_OF_VISITS, workspaceId, visitId: { in: visitIds } },
    _count: true,
  });
  return new Map(counts.map(({ visitId, _count }) => [visitId, _count]));
}

async function namesOf(userIds: Array<string | null>): Promise<Map<string | null, string>> {
  const ids = userIds.filter((id) => id !== null);
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

function readEnding(row: Row, at: Date, names: Map<string | null, string>): VisitView['ending'] {
  if (row.endedAt && row.end) {
    return { at: row.endedAt, end: row.end, by: names.get(row.endedById) ?? null };
  }
  // Nobody has come by since to write it down.
  const ending = endingOf(row, at);
  return ending ? { at: ending.at, end: ending.end, by: null } : null;
}

function requestOf(row: Row, names: Map<string | null, string>): ActRequest | null {
  if (!row.actAskedAt) return null;
  const answer = row.actAnsweredAt && {
    at: row.actAnsweredAt,
    granted: row.actGranted === true,
    by: names.get(row.actAnsweredById) ?? null,
  };
  return { askedAt: row.actAskedAt, reason: row.actReason, answer };
}

/** Stored visits of one workspace as its members read them at a moment. */
export async function toVisitViews(
  workspaceId: string,
  rows: readonly Row[],
  at: Date,
): Promise<VisitView[]> {
  const [changes, names] = await Promise.all([
    countChanges(
      workspaceId,
      rows.map((row) => row.id),
    ),
    namesOf(rows.flatMap((row) => [row.endedById, row.actAnsweredById])),
  ]);
  return rows.map((row) => {
    const ending = readEnding(row, at, names);
    return {
      id: row.id,
      agent: { name: row.agent.name, team: row.agent.team },
      subject: { id: row.subject.id, name: row.subject.name },
      reason: row.reason,
      ticket: row.ticket,
      startedAt: row.startedAt,
      expiresAt: row.expiresAt,
      mode: ending ? null : visitMode(row.workspace, row, at),
      ending,
      request: requestOf(row, names),
      pages: row._count.pages,
      changes: changes.get(row.id) ?? 0,
    };
  });
}
