import { z } from 'zod';
import { checkEmailsSchema } from '@/lib/domain/email-checks/schema';
import { EMAIL_REASONS, EMAIL_STATUSES } from '@/lib/domain/email-checks/view';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';
import { route } from '@/lib/profiles/route';

const result = z.strictObject({
  email: z.string().describe('As it was sent.'),
  status: z.enum(EMAIL_STATUSES),
  reason: z
    .enum(EMAIL_REASONS)
    .describe(
      '`no_domain`: there is no such domain. `no_mail`: the domain accepts no email. `no_answer`: DNS did not answer.',
    ),
  mx: z.boolean().nullable().describe('Whether the domain names mail servers; null: not known.'),
  disposable: z.boolean().describe('Whether the domain is for addresses that are used once.'),
  role: z.boolean().describe('Whether it is the address of a role, such as `info`.'),
});

/** Checks email addresses. */
export const emailChecksRun = route({
  operation: 'email-checks.run',
  method: 'POST',
  path: '/email-checks',
  scope: 'emails.check',
  docs: {
    group: 'Email checks',
    summary: 'Check email addresses',
    description:
      '`valid`: the domain accepts email; whether it has this mailbox is not checked. `risky`: the same, but the address is disposable or of a role. `unknown`: DNS did not answer; such an address is free, all others cost the price of a check. A workspace can check 2,000 addresses a minute.',
    example: {
      body: { emails: ['ada@example.com'] },
      response: {
        results: [
          {
            email: 'ada@example.com',
            status: 'valid',
            reason: 'accepts_mail',
            mx: true,
            disposable: false,
            role: false,
          },
        ],
        price: { amount: '0.0050', currency: 'EUR' },
      },
    },
  },
  body: checkEmailsSchema,
  status: 200,
  response: z.strictObject({
    results: z.array(result).describe('In the order of the addresses.'),
    price: moneyResource.describe('What was charged.'),
  }),
  write: ({ results, price }) => ({ results, price: toMoneyResource(price) }),
});
