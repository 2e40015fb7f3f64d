import { z } from 'zod';
import { startVerificationFields } from '@/lib/domain/verifications/schema';
import {
  exampleVerification,
  toVerificationResource,
  verificationResource,
} from '@/lib/profiles/keydesk/verification';
import { route } from '@/lib/profiles/route';

const { to, email, channel, from, codeLength, expiresInMinutes, purpose, clientAddress } =
  startVerificationFields;

/** Sends a one-time code. */
export const verificationsStart = route({
  operation: 'verifications.start',
  method: 'POST',
  path: '/verifications',
  scope: 'verifications.write',
  docs: {
    group: 'Verifications',
    summary: 'Send a one-time code by SMS, voice or email',
    description:
      'The code is random, can be used once and is not in the response. A new code replaces the one that the recipient has for the same purpose. An SMS and a voice call cost what the message or call costs, and their text is listed without the code; an email costs nothing. A call reads the digits one by one, twice. A recipient gets at most 5 codes an hour and 20 a day, and all people behind one `client_address` together 30 in ten minutes; without `client_address`, your own address can start 60 a minute. More are refused with `RATE_LIMITED`. A request that is repeated with its `Idempotency-Key` sends no second code.',
    example: {
      body: { to: exampleVerification.to, from: 'Acme', purpose: exampleVerification.purpose },
      response: exampleVerification,
    },
  },
  body: z.strictObject({
    to,
    email,
    channel,
    from,
    code_length: codeLength,
    expires_in_minutes: expiresInMinutes,
    purpose,
    client_address: clientAddress,
  }),
  read: ({ body: { code_length, expires_in_minutes, client_address, ...body } }) => ({
    ...body,
    codeLength: code_length,
    expiresInMinutes: expires_in_minutes,
    clientAddress: client_address,
  }),
  fields: {
    codeLength: 'code_length',
    expiresInMinutes: 'expires_in_minutes',
    clientAddress: 'client_address',
  },
  status: 201,
  response: verificationResource,
  write: toVerificationResource,
});
