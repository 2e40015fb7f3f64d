import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/clock';
import type { WebhookSecretPolicy } from '@/lib/domain/webhook-endpoints/policy';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { unixSeconds } from '@/lib/profiles/webhooks/unix-seconds';

const SECRET_BYTES = 32;

/** A new secret: `whsec_` and the base64 of 32 random bytes. */
export function createStandardSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** Shown once. After a rotation, the old secret signs for another day. */
export const standardSecret: WebhookSecretPolicy = {
  create: createStandardSecret,
  readable: false,
  overlapMs: DAY,
};

/**
 * Delivers as Standard Webhooks 1.0.0 does: one signature for each secret in `webhook-signature`, 15 seconds for a
 * response, and ten attempts in three days.
 */
export const standardWebhooks: Pick<
  WebhookFormat,
  'sign' | 'signature' | 'timeoutMs' | 'pausesMs' | 'isSuccess'
> = {
  sign: ({ id, at, body, secrets }) => ({
    'webhook-id': id,
    'webhook-timestamp': unixSeconds(at),
    ...(secrets.length > 0 && {
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
    }),
  }),
  signature: {
    header: 'webhook-signature',
    prefix: 'v1,',
    encoding: 'base64',
    signedParts: [{ header: 'webhook-id' }, { header: 'webhook-timestamp' }, 'body'],
    separator: '.',
    timestampHeader: 'webhook-timestamp',
    base64After: 'whsec_',
  },
  timeoutMs: 15 * SECOND,
  pausesMs: [
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
  ],
  isSuccess: (status) => status >= 200 && status < 300,
};
