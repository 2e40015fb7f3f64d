import type { z } from 'zod';
import { getMessage } from '@/lib/domain/messaging/get';
import { parse } from '@/lib/domain/parse';
import { messageResource, toMessageResource } from '@/lib/gateway/operations/message-resource';
import { noInput } from '@/lib/gateway/operations/no-input';
import type { Operation } from '@/lib/gateway/operations/operation';

/** One message and how far it has come. */
export const messagesGet: Operation<z.infer<typeof messageResource>> = {
  status: 200,
  answer: messageResource,
  async run({ actor, params, query }) {
    const parsed = parse(noInput, query);
    if (!parsed.ok) return parsed;
    const message = await getMessage(actor, params);
    return message.ok ? { ok: true, value: toMessageResource(message.value) } : message;
  },
};
