import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { type Page, paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { matching } from '@/lib/domain/sent-messages/matching';
import { listSentMessagesSchema } from '@/lib/domain/sent-messages/schema';
import {
  type SentMessage,
  seesRecipients,
  toSentMessage,
  viewColumns,
} from '@/lib/domain/sent-messages/view';
import { ok, type Result, refuseFields } from '@/lib/errors';

const LIMIT = 50;

export interface SentMessagePage extends Pick<Page<never>, 'nextCursor'> {
  messages: SentMessage[];
}

/**
 * The messages of one environment of the actor's workspace, newest first, one page at a time. They can be limited by
 * status, key, recipient, request and days. Viewers and support see only a part of the recipient, and no text.
 *
 * Refuses with INVALID_REQUEST, also if somebody who does not see recipients searches for one, or with FORBIDDEN.
 */
export async function listSentMessages(actor: Actor, input: unknown): Promise<Result<SentMessagePage>> {
  const parsed = parse(listSentMessagesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'sent-messages/list');
  if (!authorized.ok) return authorized;
  const viewer = authorized.value;
  const { cursor, ...filter } = parsed.value;
  // Otherwise they could find out a whole number by trying.
  if (filter.recipient !== undefined && !seesRecipients(viewer)) {
    return refuseFields({
      recipient: 'You cannot search for recipients, because you see only a part of them.',
    });
  }
  const where = matching(viewer.workspaceId, filter);
  const page = await paginate({
    cursor,
    limit: LIMIT,
    format: timeCursor,
    read: (position, take) =>
      db().message.findMany({
        where: { AND: [where, after(position, (at) => ({ createdAt: at }))] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        select: viewColumns,
      }),
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ messages: items.map((row) => toSentMessage(viewer, row)), nextCursor });
}
