import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { messageSchema } from '@/lib/domain/messages/schema';
import { type MessageDetails, timelineOf } from '@/lib/domain/messages/timeline';
import { toView, viewColumns } from '@/lib/domain/messages/view';
import { withIds } from '@/lib/domain/messages/with-ids';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * One message of a key's workspace and environment, with the history of its status. Refuses with INVALID_REQUEST,
 * NOT_FOUND (also for a message of another workspace or environment), or FORBIDDEN for anyone but a key.
 */
export async function getMessage(actor: Actor, input: unknown): Promise<Result<MessageDetails>> {
  const parsed = parse(messageSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/get');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const message = await db().message.findFirst({
    where: { ...withIds([parsed.value.id]), workspaceId, environment, erasedAt: null },
    select: viewColumns,
  });
  if (!message) return refuse('NOT_FOUND', 'There is no such message.');
  const view = toView(message);
  return ok({ ...view, timeline: timelineOf(view) });
}
