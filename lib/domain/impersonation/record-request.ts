import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ImpersonatedActor } from '@/lib/domain/actor';
import type { Verb } from '@/lib/domain/permissions';

const PATH_MAX = 300;

/** A repeated request is not recorded again within this time, because pages poll and people reload. */
const REPEATED = MINUTE;

/** A request that an agent makes in an impersonation session. */
export interface ImpersonatedRequest {
  /** The path of the request. */
  path: string;
  /** The permission that the request needs, unless it is for a page. */
  verb?: Verb;
  /** The id that it is about. */
  targetId?: string;
}

/**
 * Records a request of an agent for the customer to read. Call it before the response. A page that is opened again after
 * another one is recorded again, and so are its requests.
 */
export async function recordRequest(
  { impersonationId }: ImpersonatedActor,
  { path, verb, targetId }: ImpersonatedRequest,
): Promise<void> {
  const at = now();
  const request = {
    impersonationId,
    path: path.slice(0, PATH_MAX),
    verb: verb ?? null,
    targetId: targetId ?? null,
  };
  const last = await db().impersonatedRequest.findFirst({
    where: { ...request, at: { gt: new Date(at.getTime() - REPEATED) } },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const pageSince =
    last &&
    (await db().impersonatedRequest.count({ where: { impersonationId, verb: null, id: { gt: last.id } } }));
  if (pageSince === 0) return;
  await db().impersonatedRequest.create({ data: { ...request, at }, select: { id: true } });
}
