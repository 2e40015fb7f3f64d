import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { listMessagesSchema } from '@/lib/domain/messages/schema';
import { type MessageView, toView, viewColumns } from '@/lib/domain/messages/view';
import { paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface MessagePage {
  messages: MessageView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/**
 * The messages of a key's workspace and environment, newest first, one page at a time. Refuses with INVALID_REQUEST, or
 * FORBIDDEN for anyone but a key.
 */
export async function listMessages(actor: Actor, input: unknown): Promise<Result<MessagePage>> {
  const parsed = parse(listMessagesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/list');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { limit, cursor } = parsed.value;
  const page = await paginate({
    cursor,
    limit,
    format: timeCursor,
    read: (position, take) =>
      db().message.findMany({
        where: { workspaceId, environment, ...after(position, (at) => ({ createdAt: at })) },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        select: viewColumns,
      }),
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ messages: items.map(toView), nextCursor });
}
