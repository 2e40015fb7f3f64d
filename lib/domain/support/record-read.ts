import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ImpersonatedActor } from '@/lib/domain/actor';
import type { Verb } from '@/lib/domain/permissions';

const PATH_MAX = 300;

/** The same read is not recorded again within this time: pages poll, and people reload. */
const REPEATED = MINUTE;

/** What an agent asks for on a visit. */
export interface SupportRead {
  /** The path of the request. */
  path: string;
  /** What the request asks for, if it is not for a page. */
  verb?: Verb;
  /** The id that it is about. */
  targetId?: string;
}

/**
 * Records, for the customer to read, what an agent asks for. Call it before anything is answered. A page that is opened
 * again after another one is recorded again, and so is what it asks for.
 */
export async function recordRead(
  { visitId }: ImpersonatedActor,
  { path, verb, targetId }: SupportRead,
): Promise<void> {
  const at = now();
  const read = { visitId, path: path.slice(0, PATH_MAX), verb: verb ?? null, targetId: targetId ?? null };
  const last = await db().visitedPage.findFirst({
    where: { ...read, at: { gt: new Date(at.getTime() - REPEATED) } },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const pageSince =
    last && (await db().visitedPage.count({ where: { visitId, verb: null, id: { gt: last.id } } }));
  if (pageSince === 0) return;
  await db().visitedPage.create({ data: { ...read, at }, select: { id: true } });
}
