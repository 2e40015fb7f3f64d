import { z } from 'zod';
import { EMAIL_REASONS, EMAIL_STATUSES } from '@/lib/domain/email-checks/view';
import { route } from '@/lib/profiles/route';

/** Checks email addresses without sending to them. */
export const emailVerify = route({
  operation: 'email-checks.run',
  method: 'POST',
  path: '/email/verify',
  scope: 'email:verify',
  docs: {
    group: 'Email',
    summary: 'Verify email addresses',
    description: 'Nothing is sent. An address whose domain did not answer is `unknown` and costs nothing.',
    example: {
      body: { emails: ['delivered@example.com'] },
      response: {
        data: [
          {
            ...{ email: 'delivered@example.com', status: 'valid', reason: 'accepts_mail' },
            ...{ mx: true, disposable: false, role: false },
          },
        ],
      },
    },
  },
  body: z.strictObject({ emails: z.array(z.string()).describe('1 to 100 email addresses.') }),
  read: ({ body }) => body,
  status: 200,
  response: z.strictObject({
    data: z.array(
      z.strictObject({
        email: z.string(),
        status: z.enum(EMAIL_STATUSES),
        reason: z.enum(EMAIL_REASONS),
        mx: z.boolean().nullable().describe('Whether the domain has mail servers; null if it is not known.'),
        disposable: z.boolean(),
        role: z.boolean().describe('Whether it belongs to a role, such as `info`.'),
      }),
    ),
  }),
  write: ({ results }) => ({ data: results }),
});
