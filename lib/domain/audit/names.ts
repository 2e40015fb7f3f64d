import { db } from '@/lib/db/client';
import type { AuditEvent } from '@/lib/db/generated/client';

interface Named {
  name: string;
  team: string | null;
}

/** The names for the ids in a batch of events. */
export interface Names {
  users: Map<string, Named>;
  /** The labels of keys. */
  keys: Map<string, string>;
  /** The names of the agent and the member of each impersonation session. */
  impersonations: Map<string, { agent: string; subject: string }>;
}

type Event = Pick<AuditEvent, 'actorId' | 'subjectId' | 'targetId'>;

/** Looks up the current names of the people, keys and impersonation sessions in a workspace's events. One query each. */
export async function lookUpNames(workspaceId: string, events: readonly Event[]): Promise<Names> {
  const ids = [
    ...new Set(events.flatMap(({ actorId, subjectId, targetId }) => [actorId, subjectId, targetId])),
  ].filter((id) => id !== null);
  const ofKind = (kind: string) => ids.filter((id) => id.startsWith(`${kind}_`));
  const [users, keys, impersonations] = await Promise.all([
    db().user.findMany({
      where: { id: { in: ofKind('usr') } },
      select: { id: true, name: true, team: true },
    }),
    db().apiKey.findMany({
      where: { id: { in: ofKind('key') }, workspaceId },
      select: { id: true, label: true },
    }),
    db().impersonationSession.findMany({
      where: { id: { in: ofKind('imp') }, workspaceId },
      select: { id: true, agent: { select: { name: true } }, subject: { select: { name: true } } },
    }),
  ]);
  return {
    users: new Map(users.map(({ id, ...named }) => [id, named])),
    keys: new Map(keys.map(({ id, label }) => [id, label])),
    impersonations: new Map(
      impersonations.map(({ id, agent, subject }) => [id, { agent: agent.name, subject: subject.name }]),
    ),
  };
}
