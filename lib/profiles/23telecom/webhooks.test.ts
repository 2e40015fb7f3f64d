import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { MINUTE, SECOND, setClockOffset } from '@/lib/clock';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { overrideEnv } from '@/lib/env';
import { telecom23 } from '@/lib/profiles/23telecom/23telecom';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeOwner } from '@/lib/testing/requests/profile-caller';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import { startReceiver } from '@/lib/testing/servers/receiver';

let gateway: TestGateway;
beforeAll(async () => {
  overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' });
  gateway = await startGateway(telecom23);
});
afterAll(async () => {
  overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' });
  await gateway.close();
});

interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

async function call(secret: string | undefined, path: string, { method = 'GET', body, headers }: Sent = {}) {
  const response = await fetch(`${gateway.base}${path}`, {
    method,
    headers: {
      ...(secret !== undefined && { 'x-api-key': secret }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const HELLO = { to: [MAGIC_NUMBERS.delivered], message: 'Hello', sender_id: 'Acme' };
const send = (secret: string, body: unknown = HELLO) => call(secret, '/sms/send', { method: 'POST', body });

describe('S1 webhooks', () => {
  const URL = 'https://8.8.8.1/reports';
  const change = (secret: string, body: unknown) => call(secret, '/user/webhooks', { method: 'PUT', body });

  /** A new account, whose key has every permission. */
  async function makeAccount(): Promise<string> {
    const input = keyInput({ length: 48, scopes: [FULL_ACCESS] });
    return granted(await createApiKey(await makeOwner(), input, telecom23.keys)).secret;
  }

  it('S1.17 a change touches what is sent, and S1.16 the settings never show the secret', async () => {
    const secret = await makeAccount();
    const read = async () => (await call(secret, '/user/webhooks')).body;
    const nothing = {
      delivery_url: null,
      click_url: null,
      unique_clicks_only: false,
      signing_secret_set: false,
    };
    expect(await read()).toEqual(nothing);
    const first = { delivery_url: URL, signing_secret: 'chosen' };
    expect((await change(secret, first)).body).toEqual({
      ...nothing,
      delivery_url: URL,
      signing_secret_set: true,
    });
    await change(secret, { click_url: `${URL}/clicks`, unique_clicks_only: true });
    expect(await read()).toEqual({
      delivery_url: URL,
      click_url: `${URL}/clicks`,
      unique_clicks_only: true,
      signing_secret_set: true,
    });
    await change(secret, { delivery_url: '', click_url: null, clear_signing_secret: true });
    expect(await read()).toEqual({ ...nothing, unique_clicks_only: true });
  });

  it.each([
    [{ delivery_url: 'nonsense' }, 'INVALID_URL'],
    [{ click_url: 'ftp://8.8.8.1/' }, 'INVALID_URL'],
    [{ signing_secret: '' }, 'INVALID_SECRET'],
    [{ signing_secret: 'x'.repeat(65) }, 'INVALID_SECRET'],
    [{ unique_clicks_only: 'yes' }, 'INVALID_FIELDS'],
    [{ surprise: URL }, 'INVALID_FIELDS'],
    [{}, 'INVALID_FIELDS'],
    [{ signing_secret: 'chosen', clear_signing_secret: true }, 'CONFLICTING_FIELDS'],
  ])('S1.35 %j is refused with %s', async (body, code) => {
    expect(await change(await makeAccount(), body)).toMatchObject({
      status: 400,
      body: { status: false, error_code: code, description: expect.any(String) },
    });
  });

  it('S1.16, S1.17 delivers a report three times at most, signed, and lists it in the logs', async () => {
    const receiver = await startReceiver((response) => response.writeHead(500).end());
    onTestFinished(() => receiver.close());
    onTestFinished(() => setClockOffset(0));
    const secret = await makeAccount();
    await change(secret, { delivery_url: receiver.url, signing_secret: 'chosen' });
    const { body: sent } = await send(secret);
    const id = sent.messages[0].message_id;
    const deliverer = createDeliverer(telecom23.webhooks);
    async function deliverAt(ms: number) {
      setClockOffset(ms);
      while ((await deliverer.run()) > 0);
      await deliverer.finish();
      return receiver.received.length;
    }
    setClockOffset(MINUTE);
    await dispatchMessages('sandbox', 200);
    const attempts = [];
    for (const seconds of [0, 9, 12, 41, 46, 3_600])
      attempts.push(await deliverAt(MINUTE + seconds * SECOND));
    expect(attempts).toEqual([1, 1, 2, 2, 3, 3]);

    for (const { headers, body } of receiver.received) {
      expect(headers['user-agent']).toBe('23Telecom-Webhooks/1.0');
      expect(headers['content-type']).toBe('application/json');
      const line = `${headers['x-webhook-timestamp']}.${body}`;
      const digest = createHmac('sha256', 'chosen').update(line).digest('hex');
      expect(headers['x-webhook-signature']).toBe(`sha256=${digest}`);
      expect(JSON.parse(body)).toEqual({
        message_id: id,
        recipient: MAGIC_NUMBERS.delivered,
        sender_id: 'Acme',
        status: 'sent',
        status_code: 1,
        num_parts: 1,
        cost: sent.summary.total_cost,
        timestamp: expect.any(String),
      });
    }
    expect((await call(secret, '/user/webhooks/logs?page=1&limit=1')).body).toEqual({
      logs: [
        {
          id: expect.any(String),
          message_id: id,
          event: 'sent',
          url: receiver.url,
          status: 'failed',
          attempts: 3,
          response_code: 500,
          duration_ms: expect.any(Number),
          error: expect.any(String),
          attempted_at: expect.any(String),
          created_at: expect.any(String),
        },
      ],
      total: 1,
      page: 1,
      limit: 1,
      total_pages: 1,
    });
  });

  it('S1.17 a test says how the delivery URL responded', async () => {
    const receiver = await startReceiver((response) => response.writeHead(204).end());
    onTestFinished(() => receiver.close());
    const secret = await makeAccount();
    await change(secret, { delivery_url: receiver.url });
    const testing = call(secret, '/user/webhooks/test', { method: 'POST' });
    const deliverer = createDeliverer(telecom23.webhooks);
    let isTesting = true;
    void testing.finally(() => {
      isTesting = false;
    });
    while (isTesting) await deliverer.run();
    expect((await testing).body).toEqual({
      status: true,
      test: {
        url: receiver.url,
        status: 'delivered',
        response_code: 204,
        duration_ms: expect.any(Number),
        error: null,
      },
    });
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers).not.toHaveProperty('x-webhook-signature');
  });
});
