import { z } from 'zod';
import { readWebhookUrl } from '@/lib/domain/webhook-urls/read-url';

/** A URL on the internet. Its host is looked up when the URL is used, so that no call of the API waits for DNS. */
const publicUrl = z.string().transform((text, context) => {
  const url = readWebhookUrl(text);
  if (url.ok) return url.value.href;
  const message = url.refusal.fields?.url ?? url.refusal.message;
  context.addIssue({ code: 'custom', message, input: text });
  return z.NEVER;
});

/** Where the events of messages and voice calls go. */
export const callbackUrlSchema = publicUrl.describe(
  'An HTTPS URL that gets the events of these messages or calls.',
);

/** A recording. The carrier reads it, so it is never on a private network. */
export const audioUrlSchema = publicUrl
  .refine((url) => url.startsWith('https:'), 'Enter a URL that starts with https://.')
  .describe('The HTTPS URL of a recording that is played. Give this or a text.');
