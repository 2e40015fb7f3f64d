import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { messageReportSchema } from '@/lib/domain/delivery/report-schema';
import { finalizeMessages, markSent } from '@/lib/domain/messages/change-status';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';
import { log } from '@/lib/log';

/**
 * Limits a reported time to the time between the creation of the message and now, because the carrier's clock may be
 * wrong.
 */
function plausible(at: Date, createdAt: Date): Date {
  return new Date(Math.max(Math.min(at.getTime(), now().getTime()), createdAt.getTime()));
}

/**
 * Updates the status of a live message as its carrier reports. A status only moves forward: a late or repeated report
 * changes nothing, and neither does an unknown status.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for a sandbox message), or FORBIDDEN for anyone but Keydesk itself.
 */
export async function reportMessage(actor: Actor, input: unknown): Promise<Result<null>> {
  const parsed = parse(messageReportSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeSystem(actor, 'delivery/report');
  if (!authorized.ok) return authorized;
  const { id, status, at } = parsed.value;
  return db().$transaction(async (tx) => {
    const message = await tx.message.findFirst({
      where: { id, environment: 'live' },
      select: { createdAt: true },
    });
    if (!message) return refuse('NOT_FOUND', 'There is no such message.');
    if (!status) {
      log.warn({ messageId: id }, 'The carrier reported a status that we do not know');
      return ok(null);
    }
    const time = plausible(at, message.createdAt);
    await markSent(tx, [id], { at: time, nextStepAt: null });
    if (status !== 'sent') await finalizeMessages(tx, [id], { from: 'sent', status, at: time });
    return ok(null);
  });
}
