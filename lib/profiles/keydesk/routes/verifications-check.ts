import { z } from 'zod';
import { sandboxCode } from '@/lib/domain/verifications/code';
import { checkVerificationFields, verificationSchema } from '@/lib/domain/verifications/schema';
import { exampleVerification } from '@/lib/profiles/keydesk/verification';
import { route } from '@/lib/profiles/route';

/** Checks a code that a person entered. */
export const verificationsCheck = route({
  operation: 'verifications.check',
  method: 'POST',
  path: '/verifications/{id}/check',
  scope: 'verifications.write',
  docs: {
    group: 'Verifications',
    summary: 'Check a code that a person entered',
    description:
      '`verified` is true once, for the correct code. Codes that are wrong, expired, replaced or used get the same answer, and after five attempts every code does. Send an `Idempotency-Key`, so that a repeated request gets the first answer.',
    example: {
      params: { id: exampleVerification.id },
      body: { code: sandboxCode(6) },
      response: { verified: true },
    },
  },
  params: verificationSchema,
  body: z.strictObject({ code: checkVerificationFields.code }),
  read: ({ params, body }) => ({ ...params, ...body }),
  status: 200,
  response: z.strictObject({ verified: z.boolean() }),
  write: ({ verified }) => ({ verified }),
});
