import { z } from 'zod';
import { sendBatchSchema } from '@/lib/domain/batches/schema';
import {
  batchResource,
  exampleBatch,
  exampleRecipients,
  toBatchResource,
} from '@/lib/profiles/keydesk/batch';
import { callbackUrl } from '@/lib/profiles/keydesk/callback-url';
import { route } from '@/lib/profiles/route';

const { recipients, text, from, at, perMinute } = sendBatchSchema.shape;
/** 10,000 recipients with their variables. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Queues a text to many recipients under one id. */
export const batchesSend = route({
  operation: 'batches.send',
  method: 'POST',
  path: '/batches',
  scope: 'messages.send',
  docs: {
    group: 'Batches',
    summary: 'Send a text with variables to many numbers',
    description:
      'Each message has its own id, and all share the id of the batch. Either all are queued and charged, or none. With `at` or `per_minute` they are sent later, but charged at once; what you cancel is refunded. Revoking the API key does not cancel them. The body can have 4 MiB.',
    example: {
      body: { recipients: exampleRecipients, text: exampleBatch.text, from: exampleBatch.from },
      response: exampleBatch,
    },
  },
  body: z.strictObject({
    recipients,
    text,
    from,
    at: z
      .string()
      .optional()
      .describe(at.description ?? ''),
    per_minute: perMinute,
    callback_url: callbackUrl,
  }),
  maxBodyBytes: MAX_BODY_BYTES,
  read: ({ body: { per_minute, callback_url, ...body } }) => ({
    ...body,
    perMinute: per_minute,
    callbackUrl: callback_url,
  }),
  fields: { perMinute: 'per_minute', callbackUrl: 'callback_url' },
  status: 202,
  response: batchResource,
  write: ({ batch }) => toBatchResource(batch),
});
