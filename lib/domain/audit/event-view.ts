import type { AuditEvent } from '@/lib/db/generated/client';
import { describeEvent } from '@/lib/domain/audit/describe';
import { lookUpNames, type Names } from '@/lib/domain/audit/names';
import { say } from '@/lib/say';

/** Who acted. `support` is a member of the provider's staff, `keydesk` the product itself. */
export interface AuditActor {
  kind: 'member' | 'apiKey' | 'support' | 'keydesk';
  id: string | null;
  name: string;
  /** The team of an agent. */
  team: string | null;
  /** The member whom an agent acted as. */
  onBehalfOf: { id: string; name: string } | null;
}

/** An event of the audit log. */
export interface AuditEventView {
  at: Date;
  actor: AuditActor;
  action: string;
  /** What happened, to be read after the name of the actor. */
  sentence: string;
  target: { id: string; name: string | null } | null;
  impersonationId: string | null;
  address: string | null;
}

/** The columns that `toEventViews` reads. */
export const eventColumns = {
  id: true,
  actorKind: true,
  actorId: true,
  subjectId: true,
  impersonationId: true,
  action: true,
  targetId: true,
  address: true,
  detail: true,
  createdAt: true,
} as const;

export type EventRow = Pick<AuditEvent, keyof typeof eventColumns>;

function detailOf({ detail }: EventRow): Record<string, unknown> {
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : {};
}

function actorOf({ actorKind, actorId, subjectId, action, targetId }: EventRow, names: Names): AuditActor {
  const user = (id: string | null) => names.users.get(id ?? '');
  const someone = { id: actorId, team: null, onBehalfOf: null };
  switch (actorKind) {
    case 'member':
      return { ...someone, kind: 'member', name: user(actorId)?.name ?? 'A former member' };
    case 'apiKey':
      return { ...someone, kind: 'apiKey', name: names.keys.get(actorId ?? '') ?? say`A key` };
    case 'staff':
    case 'impersonated':
      return {
        ...someone,
        kind: 'support',
        name: user(actorId)?.name ?? 'An agent',
        team: user(actorId)?.team ?? null,
        onBehalfOf: subjectId ? { id: subjectId, name: user(subjectId)?.name ?? 'a former member' } : null,
      };
    case 'system': {
      // What guests do to their own account before they have a session.
      const owner = action.startsWith('user.') ? user(targetId) : undefined;
      if (owner) return { ...someone, kind: 'member', id: targetId, name: owner.name };
      return { ...someone, kind: 'keydesk', name: say`Keydesk` };
    }
  }
}

function targetOf(row: EventRow, names: Names): AuditEventView['target'] {
  const { targetId: id } = row;
  if (id === null) return null;
  const { label } = detailOf(row);
  const name =
    names.keys.get(id) ??
    names.users.get(id)?.name ??
    names.impersonations.get(id)?.agent ??
    (typeof label === 'string' ? label : null);
  return { id, name };
}

/** Stored events of one workspace, as its members read them. */
export async function toEventViews(
  workspaceId: string,
  rows: readonly EventRow[],
): Promise<AuditEventView[]> {
  const names = await lookUpNames(workspaceId, rows);
  return rows.map((row) => {
    const target = targetOf(row, names);
    return {
      at: row.createdAt,
      actor: actorOf(row, names),
      action: row.action,
      sentence: describeEvent(row.action, {
        name: target?.name ?? target?.id ?? '',
        detail: detailOf(row),
      }),
      target,
      impersonationId: row.impersonationId,
      address: row.address,
    };
  });
}
