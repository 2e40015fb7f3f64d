import { z } from 'zod';
import { sendMessages } from '@/lib/domain/messaging/send';
import { messageResource, toMessageResource } from '@/lib/gateway/operations/message-resource';
import type { Operation } from '@/lib/gateway/operations/operation';

/** `to` one number: the message. `to` a list: a list, in the same order, also when it holds one. */
const answer = z.union([messageResource, z.strictObject({ data: z.array(messageResource) })]);

function asksForList(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'to' in body && Array.isArray(body.to);
}

/** Takes messages into the outbox. */
export const messagesSend: Operation<z.infer<typeof answer>> = {
  status: 202,
  answer,
  async run({ actor, body }) {
    const sent = await sendMessages(actor, body);
    if (!sent.ok) return sent;
    const data = sent.value.map(toMessageResource);
    const [message] = data;
    return { ok: true, value: message && !asksForList(body) ? message : { data } };
  },
};
