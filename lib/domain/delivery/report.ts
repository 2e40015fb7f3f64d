import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import type { CarrierQueue, QueuedRow } from '@/lib/domain/delivery/carrier-queue';
import { messageQueue } from '@/lib/domain/delivery/message-queue';
import { reportedSchema } from '@/lib/domain/delivery/report-schema';
import { voiceCallQueue } from '@/lib/domain/delivery/voice-call-queue';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';
import { log } from '@/lib/log';

/**
 * Limits a reported time to the time between the creation of what it is about and now, because the carrier's clock may
 * be wrong.
 */
function plausible(at: Date, createdAt: Date): Date {
  return new Date(Math.max(Math.min(at.getTime(), now().getTime()), createdAt.getTime()));
}

async function reportIn<Row extends QueuedRow, Status extends string>(
  { noun, reportSchema, findCreatedAt, report }: CarrierQueue<Row, Status>,
  id: string,
  input: unknown,
): Promise<Result<null>> {
  const parsed = parse(reportSchema, input);
  if (!parsed.ok) return parsed;
  return db().$transaction(async (tx) => {
    const createdAt = await findCreatedAt(tx, id);
    if (!createdAt) return refuse('NOT_FOUND', `There is no such ${noun}.`);
    const isKnown = await report(tx, id, { ...parsed.value, at: plausible(parsed.value.at, createdAt) });
    if (!isKnown) log.warn({ id }, 'The carrier reported a status that we do not know');
    return ok(null);
  });
}

/**
 * Updates the status of a live message or voice call as its carrier reports. A status only moves forward: a late or
 * repeated report changes nothing, and neither does an unknown status.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also in the sandbox), or FORBIDDEN for anyone but Keydesk itself.
 */
export async function recordReport(actor: Actor, input: unknown): Promise<Result<null>> {
  const reported = parse(reportedSchema, input);
  if (!reported.ok) return reported;
  const authorized = authorizeSystem(actor, 'delivery/report');
  if (!authorized.ok) return authorized;
  const { id } = reported.value;
  return id.startsWith('vc_') ? reportIn(voiceCallQueue, id, input) : reportIn(messageQueue, id, input);
}
