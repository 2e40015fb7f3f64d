import { z } from 'zod';
import type { BatchView } from '@/lib/domain/batches/view';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { writeAmount } from '@/lib/profiles/money';
import { money } from '@/lib/profiles/msgine/money';

const STATUSES = ['pending', 'sent', 'delivered', 'failed'] as const;

/** A message to one or more recipients, under one id. */
export const messageResource = z.strictObject({
  id: z.string(),
  sid: z.string(),
  channel: z.literal('sms'),
  to: z.array(z.string()).describe('The recipients, in E.164.'),
  from: z.string().nullable(),
  content: z.string(),
  status: z
    .enum(STATUSES)
    .describe('With several recipients: that of the one that is least far, and `failed` if one failed.'),
  cost: z.number().describe('What was charged for all recipients.'),
  currency: z.string(),
  createdAt: z.iso.datetime(),
});

function toStatus({ queued, sent, undelivered, expired, canceled }: BatchView['statuses']) {
  if (queued > 0) return 'pending';
  if (sent > 0) return 'sent';
  return undelivered + expired + canceled > 0 ? 'failed' : 'delivered';
}

/** A message as the API shows it. */
export function toMessageResource(batch: BatchView): z.infer<typeof messageResource> {
  return {
    id: batch.id,
    sid: batch.id,
    channel: 'sms',
    to: [...batch.to],
    from: batch.from,
    content: batch.text ?? '',
    status: toStatus(batch.statuses),
    cost: writeAmount(money, batch.price.amount),
    currency: batch.price.currency,
    createdAt: batch.createdAt.toISOString(),
  };
}

/** For the documentation. */
export const exampleMessage = {
  id: 'batch_7fKq2WmX9aBt4RvN1sLcYd',
  sid: 'batch_7fKq2WmX9aBt4RvN1sLcYd',
  channel: 'sms',
  to: [MAGIC_NUMBERS.delivered],
  from: null,
  content: 'Hello from MsGine!',
  status: 'pending',
  cost: 300,
  currency: 'UGX',
  createdAt: '2026-11-26T10:15:00.000Z',
} as const;
