import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import type { SignedContent } from '@/lib/domain/webhook-deliveries/protocol';
import { bodyDigest, timestampedDigest } from '@/lib/profiles/webhooks/hex-digest';
import { createStandardSecret, standardWebhooks } from '@/lib/profiles/webhooks/standard-webhooks';

const content: SignedContent = {
  id: 'evt_1',
  at: new Date(),
  method: 'POST',
  url: 'https://example.com/',
  body: '{"text":"ünïcode"}',
  secrets: ['whsec_literal'],
};

it('signs the test vector of Standard Webhooks', () => {
  const headers = standardWebhooks.sign({
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_999),
    method: 'POST',
    url: 'https://example.com/',
    body: '{"test": 2432232314}',
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  });
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('signs with the old and the new secret, so that a receiver can verify with either', () => {
  const secrets = [createStandardSecret(), createStandardSecret()];
  const headers = standardWebhooks.sign({ ...content, secrets });
  for (const secret of secrets) {
    expect(new Webhook(secret).verify(content.body, headers)).toEqual({ text: 'ünïcode' });
  }
  expect(() => new Webhook(createStandardSecret()).verify(content.body, headers)).toThrow();
});

it('signs nothing without a secret', () => {
  const unsigned = { ...content, secrets: [] };
  expect(standardWebhooks.sign(unsigned)).not.toHaveProperty('webhook-signature');
  expect([bodyDigest(unsigned), timestampedDigest(unsigned)]).toEqual([undefined, undefined]);
});

it('writes hex digests of the body, with the secret as it is written', () => {
  const hmac = (text: string) => createHmac('sha256', 'whsec_literal').update(text, 'utf8').digest('hex');
  const seconds = Math.floor(content.at.getTime() / 1_000);
  expect(bodyDigest(content)).toBe(hmac(content.body));
  expect(timestampedDigest(content)).toBe(hmac(`${seconds}.${content.body}`));
});
