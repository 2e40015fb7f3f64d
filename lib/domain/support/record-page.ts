import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ImpersonatedActor } from '@/lib/domain/actor';

const PATH_MAX = 300;

/** Writes down that the agent looked at a page, for the customer to read. */
export async function recordPage({ visitId }: ImpersonatedActor, path: string): Promise<void> {
  await db().visitedPage.create({
    data: { visitId, path: path.slice(0, PATH_MAX), at: now() },
    select: { id: true },
  });
}
