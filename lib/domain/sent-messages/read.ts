import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { messageSchema } from '@/lib/domain/messages/schema';
import { type TimelineEntry, timelineOf } from '@/lib/domain/messages/timeline';
import { withIds } from '@/lib/domain/messages/with-ids';
import { parse } from '@/lib/domain/parse';
import { type SentMessage, toSentMessage, viewColumns } from '@/lib/domain/sent-messages/view';
import { ok, type Result, refuse } from '@/lib/errors';

/** A message with the history of its status, the oldest first. */
export interface SentMessageDetails extends SentMessage {
  timeline: readonly TimelineEntry[];
}

/**
 * One message of the actor's workspace, with the history of its status. Viewers and support see only a part of the
 * recipient, and no text. Refuses with INVALID_REQUEST, NOT_FOUND (also for a message of another workspace) or FORBIDDEN.
 */
export async function readSentMessage(actor: Actor, input: unknown): Promise<Result<SentMessageDetails>> {
  const parsed = parse(messageSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'sent-messages/read');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const row = await db().message.findFirst({
    where: { ...withIds([parsed.value.id]), workspaceId, erasedAt: null },
    select: viewColumns,
  });
  if (!row) return refuse('NOT_FOUND', 'There is no such message.');
  const message = toSentMessage(authorized.value, row);
  return ok({ ...message, timeline: timelineOf(message) });
}
