import { z } from 'zod';
import { VoiceCallStatus } from '@/lib/db/generated/enums';
import { CALL_NUMBERS } from '@/lib/domain/voice-calls/magic-numbers';
import type { VoiceCallView } from '@/lib/domain/voice-calls/view';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';

/** A voice call in a response. */
export const voiceCallResource = z.strictObject({
  id: z.string(),
  group_id: z.string().describe('The calls of one request have the same.'),
  name: z.string().nullable(),
  status: z
    .enum(VoiceCallStatus)
    .describe(
      'Starts as `queued`, then `ringing` and `answered`, and ends as `completed`, `no_answer`, `busy` or `failed`; or as `expired` if it could not be started within a day.',
    ),
  to: z.string().describe('The phone number in E.164.'),
  country: z.string().nullable().describe('The country of the number (ISO 3166-1 alpha-2), if it is known.'),
  from: z.string().nullable(),
  text: z
    .string()
    .nullable()
    .describe('The text that is read aloud. Null for a recording, or if texts are not stored.'),
  audio_url: z.string().nullable().describe('The recording that is played; null for a text.'),
  duration_seconds: z.int().nullable().describe('How long the call was, once it is known.'),
  price: moneyResource.describe('What was charged.'),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable().describe('When a carrier accepted the call.'),
  ended_at: z.iso.datetime().nullable().describe('When the status became final.'),
});

/** A voice call as the API shows it. */
export function toVoiceCallResource(call: VoiceCallView): z.infer<typeof voiceCallResource> {
  return {
    id: call.id,
    group_id: call.groupId,
    name: call.name,
    status: call.status,
    to: call.to,
    country: call.country,
    from: call.from,
    text: call.text,
    audio_url: call.audioUrl,
    duration_seconds: call.durationSeconds,
    price: toMoneyResource(call.price),
    created_at: call.createdAt.toISOString(),
    started_at: call.startedAt?.toISOString() ?? null,
    ended_at: call.endedAt?.toISOString() ?? null,
  };
}

/** For the documentation. */
export const exampleVoiceCall = {
  id: 'vc_2nVx8RkTb4mYq7Wd1JsLeP',
  group_id: 'vcg_9sGd3HpXc6rZt2Uf5MwKaN',
  name: 'Appointment reminder',
  status: 'queued',
  to: CALL_NUMBERS.completed,
  country: null,
  from: 'Acme',
  text: 'Your appointment is tomorrow at 9:30.',
  audio_url: null,
  duration_seconds: null,
  price: { amount: '0.1600', currency: 'EUR' },
  created_at: '2026-11-26T10:15:00.000Z',
  started_at: null,
  ended_at: null,
} as const satisfies z.infer<typeof voiceCallResource>;
