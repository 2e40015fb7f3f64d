import { z } from 'zod';
import { EXAMPLE_CODE, optionalNumber, otpChannel } from '@/lib/profiles/hellio/one-time-code';
import { route } from '@/lib/profiles/route';

/** A code that is not correct. */
const WRONG = 422;

/** Checks a one-time code. */
export const otpVerify = route({
  operation: 'verifications.check',
  method: 'POST',
  path: '/otp/verify',
  scope: 'otp',
  docs: {
    group: 'One-time codes',
    summary: 'Verify a one-time code',
    description:
      'The code may be of any purpose. One that is wrong, used or expired gets 422 with `"verified": false`. A code can be verified once, with at most five attempts.',
    example: { body: EXAMPLE_CODE, response: { data: { verified: true, status: 'verified' } } },
  },
  body: z.strictObject({
    mobile_number: optionalNumber.describe(
      'The number that the code was sent to. Give this or an email address.',
    ),
    email: z.string().nullish(),
    code: z
      .union([z.string(), z.int().nonnegative()])
      .transform(String)
      .describe('The code as the person entered it. As a number it loses the zeros at its start.'),
    channel: otpChannel.describe('How the code was sent. The number or the email address is enough.'),
  }),
  read: ({ body: { mobile_number, email, code } }) => ({
    to: mobile_number,
    email: email ?? undefined,
    code,
  }),
  fields: { to: 'mobile_number' },
  status: 200,
  statusOf: ({ verified }) => (verified ? 200 : WRONG),
  otherStatuses: [WRONG],
  response: z.strictObject({
    data: z.strictObject({ verified: z.boolean(), status: z.enum(['verified', 'invalid']) }),
  }),
  write: ({ verified }) => ({
    data: { verified, status: verified ? ('verified' as const) : ('invalid' as const) },
  }),
});
