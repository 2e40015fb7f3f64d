import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { finishVisit } from '@/lib/domain/support/finish-visit';
import { endingOf, standingColumns } from '@/lib/domain/support/standing';
import { openVisits } from '@/lib/domain/support/visit-state';
import { ok, type Result } from '@/lib/errors';

const BATCH = 100;

/**
 * Writes down the end of visits that are over and that nobody has come back to. Returns how many; refuses everyone but
 * the system with FORBIDDEN.
 */
export async function finishOverdueVisits(actor: Actor): Promise<Result<number>> {
  const authorized = authorizeSystem(actor, 'support/finish-overdue');
  if (!authorized.ok) return authorized;
  const at = now();
  const visits = await db().supportVisit.findMany({
    where: { endedAt: null, NOT: openVisits(at) },
    take: BATCH,
    select: standingColumns,
  });
  let finished = 0;
  for (const visit of visits) {
    const ending = endingOf(visit, at);
    if (ending && (await db().$transaction((tx) => finishVisit(tx, actor, visit, ending)))) finished += 1;
  }
  return ok(finished);
}
