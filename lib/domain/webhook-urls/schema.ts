import { z } from 'zod';
import { readWebhookUrl } from '@/lib/domain/webhook-urls/read-url';

/** The callback URL of a message. Its host is looked up when the URL is used, so that no send waits for DNS. */
export const callbackUrlSchema = z
  .string()
  .transform((text, context) => {
    const url = readWebhookUrl(text);
    if (url.ok) return url.value.href;
    const message = url.refusal.fields?.url ?? url.refusal.message;
    context.addIssue({ code: 'custom', message, input: text });
    return z.NEVER;
  })
  .describe('An HTTPS URL that gets the events of these messages.');
