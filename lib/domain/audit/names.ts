import { db } from '@/lib/db/client';
import type { AuditEvent } from '@/lib/db/generated/client';

interface Named {
  name: string;
  team: string | null;
}

/** What the ids in a batch of events are called. */
export interface Names {
  users: Map<string, Named>;
  /** The labels of keys. */
  keys: Map<string, string>;
  /** Of a visit: the agent's and the member's name. */
  visits: Map<string, { agent: string; subject: string }>;
}

type Event = Pick<AuditEvent, 'actorId' | 'subjectId' | 'targetId'>;

/** Looks up, in one query a kind, what the people, keys and visits of a workspace's events are called today. */
export async function lookUpNames(workspaceId: string, events: readonly Event[]): Promise<Names> {
  const ids = [
    ...new Set(events.flatMap(({ actorId, subjectId, targetId }) => [actorId, subjectId, targetId])),
  ].filter((id) => id !== null);
  const ofKind = (kind: string) => ids.filter((id) => id.startsWith(`${kind}_`));
  const [users, keys, visits] = await Promise.all([
    db().user.findMany({
      where: { id: { in: ofKind('usr') } },
      select: { id: true, name: true, team: true },
    }),
    db().apiKey.findMany({
      where: { id: { in: ofKind('key') }, workspaceId },
      select: { id: true, label: true },
    }),
    db().supportVisit.findMany({
      where: { id: { in: ofKind('visit') }, workspaceId },
      select: { id: true, agent: { select: { name: true } }, subject: { select: { name: true } } },
    }),
  ]);
  return {
    users: new Map(users.map(({ id, ...named }) => [id, named])),
    keys: new Map(keys.map(({ id, label }) => [id, label])),
    visits: new Map(
      visits.map(({ id, agent, subject }) => [id, { agent: agent.name, subject: subject.name }]),
    ),
  };
}
