import { z } from 'zod';
import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { type EventRow, eventColumns } from '@/lib/domain/audit/event-view';
import { widens } from '@/lib/domain/key-policy/scopes';
import { requireUnchanged } from '@/lib/domain/require-unchanged';

/** How long a narrowing can be undone. */
const UNDO_MS = DAY;

const changeOfScopes = z.object({ from: z.array(z.string()), to: z.array(z.string()) });

/** The last change of a key's scopes, if it only took scopes away and can be undone. */
export interface FoundNarrowing {
  /** The scopes before it. */
  before: string[];
  /** It can be undone before this time. */
  until: Date;
  event: EventRow;
}

/**
 * Finds the narrowing of a key's scopes that can be undone. The audit log knows what the scopes were and when. Undefined if
 * the last change of the scopes is a day old, or added scopes.
 */
export async function findNarrowing(
  tx: Transaction,
  key: { id: string; workspaceId: string; scopes: readonly string[] },
): Promise<FoundNarrowing | undefined> {
  const event = await tx.auditEvent.findFirst({
    where: {
      workspaceId: key.workspaceId,
      targetId: key.id,
      action: 'api_key.change_scopes',
      createdAt: { gt: new Date(now().getTime() - UNDO_MS) },
    },
    orderBy: { id: 'desc' },
    select: eventColumns,
  });
  if (!event) return undefined;
  const { from, to } = changeOfScopes.parse(event.detail);
  const isNarrower = widens(to, from) && !widens(from, to);
  if (!isNarrower || !requireUnchanged(key.scopes, to).ok) return undefined;
  return { before: from, until: new Date(event.createdAt.getTime() + UNDO_MS), event };
}
