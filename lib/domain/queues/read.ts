import { now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { type QueueSource, queueSources } from '@/lib/domain/queues/waiting';

/** The most rows of a queue that are counted, so that a long queue costs no more than this. */
const MOST_COUNTED = 10_000;

export interface QueueDepth extends Pick<QueueSource, 'queue' | 'environment'> {
  /** How many rows wait, up to MOST_COUNTED. */
  waiting: number;
  /** How long the oldest of them has waited. */
  oldestSeconds: number;
}

interface Counted {
  waiting: number;
  since: Date | null;
}

function count({ rows }: QueueSource, position: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ${position}::int AS position, count(*)::int AS waiting, min(since) AS since
    FROM (SELECT * FROM (${rows}) AS rows LIMIT ${MOST_COUNTED}) AS counted`;
}

/** How much waits in each queue, in one query. */
export async function readQueues(): Promise<QueueDepth[]> {
  const sources = queueSources();
  const counted = await db().$queryRaw<Counted[]>`
    ${Prisma.join(sources.map(count), ' UNION ALL ')} ORDER BY position`;
  const at = now().getTime();
  return sources.map(({ queue, environment }, position) => {
    const { waiting = 0, since = null } = counted[position] ?? {};
    const oldestSeconds = since === null ? 0 : Math.max(0, (at - since.getTime()) / SECOND);
    return { queue, environment, waiting, oldestSeconds };
  });
}
