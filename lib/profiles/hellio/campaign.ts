import { z } from 'zod';
import { BATCH_STATUSES } from '@/lib/domain/batches/schema';
import type { BatchView } from '@/lib/domain/batches/view';
import { exampleMessage, STATUSES, wireStatus } from '@/lib/profiles/hellio/message';
import { money } from '@/lib/profiles/hellio/money';
import { toReference } from '@/lib/profiles/hellio/reference';
import { toTime } from '@/lib/profiles/hellio/time';
import { writeAmount } from '@/lib/profiles/money';

/** A campaign in a response. */
export const campaignResource = z.strictObject({
  reference: z.uuid(),
  campaign_id: z.int().describe('Counted from 1 in your account.'),
  sender: z.string().nullable(),
  message: z.string(),
  status: z.enum(BATCH_STATUSES).describe('`completed`: every message has its final status.'),
  accepted_recipients: z.int(),
  invalid_recipients: z.int().describe('Left out: not a phone number, or in the list already.'),
  segments: z.int().describe('Of all messages.'),
  cost: z.string(),
  currency: z.string(),
  counts: z.record(wireStatus, z.int()).describe('How many messages have each status.'),
  created_at: z.string(),
});

/** A campaign as the API shows it. */
export function toCampaignResource(batch: BatchView): z.input<typeof campaignResource> {
  const { statuses } = batch;
  return {
    reference: toReference(batch.id),
    campaign_id: batch.number,
    sender: batch.from,
    message: batch.text ?? '',
    status: batch.status,
    accepted_recipients: batch.recipients,
    invalid_recipients: batch.skipped,
    segments: batch.segments,
    cost: writeAmount(money, batch.price.amount),
    currency: batch.price.currency,
    counts: {
      [STATUSES.queued]: statuses.queued,
      [STATUSES.sent]: statuses.sent,
      [STATUSES.delivered]: statuses.delivered,
      [STATUSES.undelivered]: statuses.undelivered,
      [STATUSES.expired]: statuses.expired,
      [STATUSES.canceled]: statuses.canceled,
    },
    created_at: toTime(batch.createdAt),
  };
}

/** For the documentation. */
export const exampleCampaign = {
  reference: exampleMessage.campaign_reference,
  campaign_id: 17,
  sender: exampleMessage.sender,
  message: exampleMessage.message,
  status: 'completed',
  accepted_recipients: 1,
  invalid_recipients: 0,
  segments: exampleMessage.segments,
  cost: exampleMessage.cost,
  currency: exampleMessage.currency,
  counts: { queued: 0, sent: 0, delivered: 1, failed: 0, expired: 0, canceled: 0 },
  created_at: exampleMessage.created_at,
} as const satisfies z.input<typeof campaignResource>;
