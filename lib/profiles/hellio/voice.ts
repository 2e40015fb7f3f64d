import { z } from 'zod';
import { VoiceCallStatus } from '@/lib/db/generated/enums';
import type { VoiceCallGroup } from '@/lib/domain/voice-calls/get-group';
import { exampleMessage } from '@/lib/profiles/hellio/message';
import { EXAMPLE_PRICE, money } from '@/lib/profiles/hellio/money';
import { toReference } from '@/lib/profiles/hellio/reference';
import { toTimeOrNull } from '@/lib/profiles/hellio/time';
import { writeAmount } from '@/lib/profiles/money';

const status = z.enum(VoiceCallStatus);

/** The calls of one request in a response. */
export const voiceResource = z.strictObject({
  reference: z.uuid(),
  name: z.string().nullable(),
  status: z
    .enum(['queued', 'calling', 'completed'])
    .describe('`completed`: every call has ended, whether somebody answered or not.'),
  duration: z.int().describe('Of all calls, in seconds.'),
  recipients: z.array(
    z.strictObject({
      mobile_number: z.string(),
      status,
      duration: z.int().nullable().describe('In seconds; null until it is known.'),
      cost: z.string(),
      currency: z.string(),
      ended_at: z.string().nullable(),
    }),
  ),
});

/** How far calls are. */
function statusOf({ calls }: VoiceCallGroup) {
  if (calls.every((call) => call.status === 'queued')) return 'queued';
  return calls.every(({ endedAt }) => endedAt !== null) ? 'completed' : 'calling';
}

/** The calls of one request as the API shows them. */
export function toVoiceResource(group: VoiceCallGroup): z.input<typeof voiceResource> {
  return {
    reference: toReference(group.id),
    name: group.name,
    status: statusOf(group),
    duration: group.calls.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0),
    recipients: group.calls.map((call) => ({
      mobile_number: call.to,
      status: call.status,
      duration: call.durationSeconds,
      cost: writeAmount(money, call.price.amount),
      currency: call.price.currency,
      ended_at: toTimeOrNull(call.endedAt),
    })),
  };
}

/** For the documentation. */
export const exampleVoice = {
  reference: 'd9a1f3c4-7e52-4d0b-8c66-1f2e3d4c5b6a',
  name: 'Deliveries',
  status: 'completed',
  duration: 12,
  recipients: [
    {
      mobile_number: exampleMessage.mobile_number,
      status: 'completed',
      duration: 12,
      cost: EXAMPLE_PRICE,
      currency: money.currency,
      ended_at: '2026-11-26T10:15:20+00:00',
    },
  ],
} as const satisfies z.input<typeof voiceResource>;
