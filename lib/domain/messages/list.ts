import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { after, decodeCursor, encodeCursor, NEWEST_FIRST } from '@/lib/domain/cursor';
import { listMessagesSchema } from '@/lib/domain/messages/schema';
import { type MessageView, toView, viewColumns } from '@/lib/domain/messages/view';
import { parse } from '@/lib/domain/parse';
import { refuseCursor } from '@/lib/domain/refuse-cursor';
import { ok, type Result } from '@/lib/errors';

export interface MessagePage {
  messages: MessageView[];
  /** Where the next page begins; null on the last one. */
  nextCursor: string | null;
}

/**
 * The messages of a key's workspace and environment, newest first, a page at a time.
 * Refuses with INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function listMessages(actor: Actor, input: unknown): Promise<Result<MessagePage>> {
  const parsed = parse(listMessagesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/list');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { limit, cursor } = parsed.value;
  const place = cursor === undefined ? undefined : decodeCursor(cursor);
  if (cursor !== undefined && !place) {
    return refuseCursor();
  }

  const rows = await db().message.findMany({
    where: {
      workspaceId,
      environment,
      ...(place && after(place)),
    },
    orderBy: NEWEST_FIRST,
    take: limit + 1,
    select: viewColumns,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return ok({
    messages: page.map(toView),
    nextCursor: rows.length > limit && last ? encodeCursor(last) : null,
  });
}
