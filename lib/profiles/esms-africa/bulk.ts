import { z } from 'zod';

/** What a request with contact lists gets. */
export const NO_CONTACT_LISTS = 'Contact lists are not available here. Give the numbers in recipients.';

/** 10,000 recipients with their variables. */
export const MAX_BULK_BYTES = 4 * 1024 * 1024;

/** The fields of a request to many recipients. */
export const bulkFields = {
  recipients: z
    .array(
      z.strictObject({
        to: z.string().describe('A phone number in E.164.'),
        name: z.string().nullish().describe('The value of `{{name}}` in the text.'),
        vars: z.record(z.string(), z.string()).nullish().describe('The values of other variables, by name.'),
      }),
    )
    .describe('Who gets the text.'),
  text: z.string().describe('The text, with variables such as `{{name}}`.'),
  sender_id: z.string().nullish().describe('The sender: a name, a short code or a phone number.'),
  contact_list_ids: z.undefined({ error: NO_CONTACT_LISTS }).optional(),
  route: z.string().nullish().describe('Ignored: the destination decides the route.'),
};

const bulk = z.strictObject(bulkFields);

/** The input of the domain for such a request. */
export function readBulk({ recipients, text, sender_id }: z.output<typeof bulk>) {
  return {
    recipients: recipients.map(({ to, name, vars }) => ({
      to,
      variables: { ...(typeof name === 'string' && { name }), ...vars },
    })),
    text,
    from: sender_id ?? undefined,
  };
}

/** For the documentation. */
export const exampleBulk = {
  recipients: [
    { to: '+15005550100', name: 'Amina' },
    { to: '+15005550101', name: 'Kofi' },
  ],
  text: 'Hello {{name}}',
  sender_id: 'Acme',
};
