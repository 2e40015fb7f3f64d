import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { chargeNumbers } from '@/lib/domain/messages/charge-numbers';
import { namedBatch } from '@/lib/domain/messages/named-batch';
import { listMessagesInputSchema } from '@/lib/domain/messages/schema';
import { type ListedMessage, toView, viewColumns } from '@/lib/domain/messages/view';
import { withIds } from '@/lib/domain/messages/with-ids';
import { type Page, paginate } from '@/lib/domain/paging/paginate';
import { createdWithin } from '@/lib/domain/paging/schema';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface MessagePage extends Omit<Page<never>, 'items'> {
  messages: ListedMessage[];
}

/** The condition that messages wait for their time, or that they do not. */
function whenScheduled(scheduled: 'true' | 'false' | undefined): Prisma.MessageWhereInput {
  const waiting: Prisma.MessageWhereInput = { status: 'queued', scheduledAt: { not: null } };
  if (scheduled === undefined) return {};
  return scheduled === 'true' ? { AND: [waiting] } : { NOT: waiting };
}

/**
 * The messages of a key's workspace and environment, newest first, one page at a time. They can be limited by status, time of
 * sending, submission, period, recipient, country, sender, key, batch and ids. Refuses with INVALID_REQUEST, or FORBIDDEN for
 * anyone but a key.
 */
export async function listMessages(actor: Actor, input: unknown): Promise<Result<MessagePage>> {
  const parsed = parse(listMessagesInputSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'messages/list');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const {
    limit,
    cursor,
    page: number,
    status,
    scheduled,
    to,
    from,
    country,
    key,
    batch,
    submitted,
    ids,
    offset,
    ...period
  } = parsed.value;
  const where: Prisma.MessageWhereInput = {
    workspaceId,
    environment,
    erasedAt: null,
    ...createdWithin(period),
    ...(status && { status: { in: status } }),
    ...whenScheduled(scheduled),
    ...(to !== undefined && { recipient: to }),
    ...(from !== undefined && { sender: from }),
    ...(country && { country }),
    ...(key !== undefined && { apiKeyId: key }),
    ...(batch !== undefined && { batch: namedBatch(batch) }),
    ...(ids && { AND: [withIds(ids)] }),
    ...(submitted !== undefined && { sentAt: submitted ? { not: null } : null }),
  };
  const page = await paginate({
    cursor,
    page: number,
    offset,
    limit,
    format: timeCursor,
    read: (position, take, skip) =>
      db().message.findMany({
        where: { AND: [where, after(position, (at) => ({ createdAt: at }))] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        skip,
        select: viewColumns,
      }),
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
    count: () => db().message.count({ where }),
  });
  if (!page.ok) return page;
  const { items, ...rest } = page.value;
  const numbers = await chargeNumbers(
    workspaceId,
    items.map(({ id }) => id),
  );
  const messages = items.map((row) => ({ ...toView(row), number: numbers.get(row.id) ?? null }));
  return ok({ messages, ...rest });
}
