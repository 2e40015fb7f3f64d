import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { overrideEnv } from '@/lib/env';
import { hellio } from '@/lib/profiles/hellio/hellio';
import { webhooks } from '@/lib/profiles/hellio/webhooks';
import { makeProfileGateway } from '@/lib/testing/requests/profile-gateway';
import { startReceiver } from '@/lib/testing/servers/receiver';

const page = z.object({
  data: z.array(z.looseObject({ reference: z.uuid(), status: z.string() })),
  meta: z.object({ next_cursor: z.string().nullable() }),
});

const GHANA = '+233241234567';
const SMS = { recipients: [GHANA], sender: 'Acme', message: 'Hello' };

const api = makeProfileGateway(hellio, 'GHS');
const { get, post } = api;
const send = (changes: object = {}, headers?: Record<string, string>, token = api.secret) =>
  post('/sms/send', { ...SMS, ...changes }, headers, token);
const refused = (status: number, error: string) => ({
  status,
  body: { error, message: expect.any(String) },
});
const listed = async (path: string) => page.parse((await get(path)).body).data;

/** Sends what is due, and simulates its reports. */
async function deliverMessages() {
  onTestFinished(() => setClockOffset(0));
  setClockOffset(MINUTE);
  await dispatchMessages('sandbox', 200);
  setClockOffset(2 * MINUTE);
  await reportSimulated();
}

describe('webhooks', () => {
  beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));
  afterAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' }));

  const created = z.object({ data: z.object({ id: z.string(), secret: z.string() }) });

  it('S3.14 are added, listed and deleted, and the secret is shown once', async () => {
    const events = ['message.delivered', 'message.failed'];
    const response = await post('/webhooks', { url: 'https://8.8.8.8/hooks', events });
    expect(response).toMatchObject({ status: 201, body: { data: { events, url: 'https://8.8.8.8/hooks' } } });
    const { id, secret: signing } = created.parse(response.body).data;
    const all = await post('/webhooks', { url: 'https://8.8.8.8/all', events: '*' });
    expect(all.body).toMatchObject({ data: { events: ['*'] } });
    const list = await get('/webhooks');
    expect(list.body).toMatchObject({ data: [{ events: ['*'] }, { id, events, status: 'active' }] });
    expect(JSON.stringify(list.body)).not.toContain(signing);
    expect(await api.gateway.call(api.secret, 'DELETE', `/webhooks/${id}`)).toMatchObject({
      status: 200,
      body: { data: { id } },
    });
    expect(await api.gateway.call(api.secret, 'DELETE', `/webhooks/${id}`)).toMatchObject(
      refused(404, 'not_found'),
    );
    for (const [body, field] of [
      [{ url: 'nonsense', events: '*' }, 'url'],
      [{ url: 'https://8.8.8.8/', events: ['message.lost'] }, 'events'],
    ] as const) {
      const wrong = await post('/webhooks', body);
      expect(wrong).toMatchObject(refused(422, 'invalid_request'));
      expect(Object.keys(Object(Reflect.get(Object(wrong.body), 'errors')))[0]).toContain(field);
    }
  });

  it('report each message, with both signatures', async () => {
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    const { body } = await post('/webhooks', { url: receiver.url, events: ['message.delivered'] });
    const signing = created.parse(body).data.secret;
    await send({ recipients: MAGIC_NUMBERS.delivered });
    const [message] = await listed('/messages');
    await deliverMessages();
    const deliverer = createDeliverer(webhooks);
    await expect
      .poll(async () => {
        await deliverer.run();
        return receiver.received.length;
      })
      .toBe(1);
    await deliverer.finish();
    const [report] = receiver.received;
    const raw = report?.body ?? '';
    const hmac = (signed: string) => createHmac('sha256', signing).update(signed).digest('hex');
    expect(report?.headers['x-hellio-signature']).toBe(hmac(raw));
    const timestamp = String(report?.headers['x-hellio-timestamp']);
    expect(timestamp).toMatch(/^\d{10}$/);
    expect(report?.headers['x-hellio-signature-v2']).toBe(hmac(`${timestamp}.${raw}`));
    expect(JSON.parse(raw)).toEqual({
      event: 'message.delivered',
      mobile_number: MAGIC_NUMBERS.delivered,
      provider_message_id: message?.reference,
      status: 'delivered',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
    });
    expect([200, 204, 302, 500].filter(webhooks.isSuccess)).toEqual([200, 204]);
    expect(webhooks.timeoutMs).toBe(10_000);
  });
});
