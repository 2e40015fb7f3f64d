import { z } from 'zod';
import { MINUTE } from '@/lib/clock';
import type { VerificationView } from '@/lib/domain/verifications/view';
import { exampleMessage } from '@/lib/profiles/hellio/message';
import { EXAMPLE_CODE, optionalNumber, otpChannel } from '@/lib/profiles/hellio/one-time-code';
import { toReference } from '@/lib/profiles/hellio/reference';
import { route } from '@/lib/profiles/route';

const minutesOf = ({ createdAt, expiresAt }: VerificationView) =>
  Math.round((expiresAt.getTime() - createdAt.getTime()) / MINUTE);

/** Sends a one-time code. */
export const otpSend = route({
  operation: 'verifications.start',
  method: 'POST',
  path: '/otp/send',
  scope: 'otp',
  docs: {
    group: 'One-time codes',
    summary: 'Send a one-time code',
    description:
      'A new code replaces the one that the recipient has for the same purpose. A recipient gets at most 5 codes an hour and 20 a day, and one source address can send 60 a minute.',
    example: {
      body: {
        channel: 'sms',
        mobile_number: EXAMPLE_CODE.mobile_number,
        sender: exampleMessage.sender,
        length: 6,
        expiry: 10,
      },
      response: {
        data: {
          reference: 'c3b0a7de-91f4-4b8e-8f20-6a5d3e7c1b92',
          mobile_number: EXAMPLE_CODE.mobile_number,
          expires_in_minutes: 10,
          status: 'queued',
        },
      },
    },
  },
  body: z.strictObject({
    channel: otpChannel.describe('How the code is sent. Without it, by SMS to a number, else by email.'),
    mobile_number: optionalNumber.describe('A phone number. Give this or an email address.'),
    email: z.string().nullish(),
    sender: z.string().nullish().describe('The sender of an SMS. Emails have none: it is ignored.'),
    length: z.int().nullish().describe('How many digits the code has: 4 to 10. Without it, 6.'),
    expiry: z.int().nullish().describe('How long the code can be used: 1 to 1440 minutes. Without it, 10.'),
    purpose: z.string().nullish().describe('What the code is for, in at most 32 characters.'),
  }),
  read: ({ body: { channel, mobile_number, email, sender, length, expiry, purpose } }) => {
    const isEmail = channel === 'email' || (!channel && !mobile_number);
    return {
      to: mobile_number,
      email: email ?? undefined,
      channel: channel ?? undefined,
      from: isEmail ? undefined : (sender ?? undefined),
      codeLength: length ?? undefined,
      expiresInMinutes: expiry ?? undefined,
      purpose: purpose ?? undefined,
    };
  },
  fields: { to: 'mobile_number', from: 'sender', codeLength: 'length', expiresInMinutes: 'expiry' },
  status: 201,
  response: z.strictObject({
    data: z.strictObject({
      reference: z.uuid(),
      mobile_number: z.string().optional(),
      email: z.string().optional(),
      expires_in_minutes: z.int(),
      status: z.literal('queued'),
    }),
  }),
  write: (verification) => ({
    data: {
      reference: toReference(verification.id),
      ...(verification.channel === 'email'
        ? { email: verification.recipient }
        : { mobile_number: verification.recipient }),
      expires_in_minutes: minutesOf(verification),
      status: 'queued' as const,
    },
  }),
});
