import { z } from 'zod';
import { VerificationChannel } from '@/lib/db/generated/enums';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { VERIFICATION_STATUSES, type VerificationView } from '@/lib/domain/verifications/view';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';

/** A verification in a response. */
export const verificationResource = z.strictObject({
  id: z.string(),
  channel: z.enum(VerificationChannel),
  to: z.string().nullable().describe('The phone number in E.164; null for an email.'),
  email: z.string().nullable(),
  purpose: z.string().nullable(),
  status: z
    .enum(VERIFICATION_STATUSES)
    .describe(
      'Starts as `pending`. `failed`: five wrong codes were checked. `replaced`: a newer code was sent to the recipient for the same purpose.',
    ),
  attempts: z.int().describe('How many codes were checked, at most five.'),
  message_id: z.string().nullable().describe('The message with the code, if it went by SMS.'),
  voice_call_id: z.string().nullable().describe('The voice call with the code, if it went by voice.'),
  price: moneyResource.describe('What the message or the call cost.'),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  verified_at: z.iso.datetime().nullable(),
});

/** A verification as the API shows it. */
export function toVerificationResource(verification: VerificationView): z.infer<typeof verificationResource> {
  const { id, channel, recipient, purpose, status, attempts, messageId, voiceCallId, price } = verification;
  const isEmail = channel === 'email';
  return {
    id,
    channel,
    to: isEmail ? null : recipient,
    email: isEmail ? recipient : null,
    purpose: purpose === '' ? null : purpose,
    status,
    attempts,
    message_id: messageId,
    voice_call_id: voiceCallId,
    price: toMoneyResource(price),
    created_at: verification.createdAt.toISOString(),
    expires_at: verification.expiresAt.toISOString(),
    verified_at: verification.verifiedAt?.toISOString() ?? null,
  };
}

/** For the documentation. */
export const exampleVerification = {
  id: 'ver_3gHw9TzNc5kQx1Lp7VmJbS',
  channel: 'sms',
  to: MAGIC_NUMBERS.delivered,
  email: null,
  purpose: 'sign-in',
  status: 'pending',
  attempts: 0,
  message_id: 'msg_7fKq2WmX9aBt4RvN1sLcYd',
  voice_call_id: null,
  price: { amount: '0.0800', currency: 'EUR' },
  created_at: '2026-11-26T10:15:00.000Z',
  expires_at: '2026-11-26T10:25:00.000Z',
  verified_at: null,
} as const satisfies z.infer<typeof verificationResource>;
