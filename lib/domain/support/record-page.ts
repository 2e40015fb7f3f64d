import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ImpersonatedActor } from '@/lib/domain/actor';

const PATH_MAX = 300;

/** Loading the page again that one is on is no news for so long. */
const SAME_PAGE = MINUTE;

/** Writes down that the agent looked at a page, for the customer to read. */
export async function recordPage({ visitId }: ImpersonatedActor, pagePath: string): Promise<void> {
  const path = pagePath.slice(0, PATH_MAX);
  const at = now();
  const last = await db().visitedPage.findFirst({
    where: { visitId },
    orderBy: { id: 'desc' },
    select: { path: true, at: true },
  });
  if (last?.path === path && at.getTime() - last.at.getTime() < SAME_PAGE) return;
  await db().visitedPage.create({ data: { visitId, path, at }, select: { id: true } });
}
