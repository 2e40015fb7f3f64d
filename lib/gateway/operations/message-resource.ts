import { z } from 'zod';
import { MessageStatus } from '@/lib/db/generated/enums';
import type { MessageView } from '@/lib/domain/messaging/view';
import { moneyResource, toMoneyResource } from '@/lib/gateway/operations/money-resource';

/** A message in an answer. */
export const messageResource = z.strictObject({
  id: z.string(),
  status: z.enum(MessageStatus),
  to: z.string(),
  from: z.string().nullable(),
  text: z.string(),
  segments: z.int(),
  price: moneyResource,
  created_at: z.iso.datetime(),
  sent_at: z.iso.datetime().nullable(),
  /** When the status became final. */
  settled_at: z.iso.datetime().nullable(),
});

/** A message as the API shows it. */
export function toMessageResource(message: MessageView): z.infer<typeof messageResource> {
  return {
    id: message.id,
    status: message.status,
    to: message.to,
    from: message.from,
    text: message.text,
    segments: message.segments,
    price: toMoneyResource(message.price),
    created_at: message.createdAt.toISOString(),
    sent_at: message.sentAt?.toISOString() ?? null,
    settled_at: message.settledAt?.toISOString() ?? null,
  };
}
