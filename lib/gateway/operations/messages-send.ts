import { z } from 'zod';
import { sendMessages } from '@/lib/domain/messaging/send';
import type { MessageView } from '@/lib/domain/messaging/view';
import { messageResource, toMessageResource } from '@/lib/gateway/operations/message-resource';
import type { Operation } from '@/lib/gateway/operations/operation';

/** `to` one number: the message. `to` a list: a list, in the same order, also when it holds one. */
const answer = z.union([messageResource, z.strictObject({ data: z.array(messageResource) })]);

function asksForList(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'to' in body && Array.isArray(body.to);
}

function toBody(sent: MessageView[], asList: boolean): z.infer<typeof answer> {
  const data = sent.map(toMessageResource);
  const [message] = data;
  return message && !asList ? message : { data };
}

/** Takes messages into the outbox. */
export const messagesSend: Operation<z.infer<typeof answer>> = {
  status: 202,
  answer,
  async run({ actor, body, once }) {
    const asList = asksForList(body);
    const sent = await sendMessages(
      actor,
      body,
      once && { ...once, answer: (messages) => once.answer(toBody(messages, asList)) },
    );
    if (!sent.ok) return sent;
    const { kept, value } = sent.value;
    return kept ? { ok: true, kept } : { ok: true, value: toBody(value, asList) };
  },
};
