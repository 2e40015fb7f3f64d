import { z } from 'zod';
import { listMessages } from '@/lib/domain/messaging/list';
import { messageResource, toMessageResource } from '@/lib/gateway/operations/message-resource';
import type { Operation } from '@/lib/gateway/operations/operation';

const answer = z.strictObject({ data: z.array(messageResource), next_cursor: z.string().nullable() });

/** Messages, newest first, a page at a time. */
export const messagesList: Operation<z.infer<typeof answer>> = {
  status: 200,
  answer,
  async run({ actor, query }) {
    const page = await listMessages(actor, query);
    if (!page.ok) return page;
    const { messages, nextCursor } = page.value;
    return { ok: true, value: { data: messages.map(toMessageResource), next_cursor: nextCursor } };
  },
};
