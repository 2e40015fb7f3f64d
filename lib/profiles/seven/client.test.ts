import {
  AnalyticsResource,
  BalanceResource,
  Client,
  HOOK_EVENT_TYPES,
  HooksResource,
  JournalResource,
  LookupResource,
  PricingResource,
  SmsResource,
  StatusResource,
  VoiceResource,
  WebhookVerifier,
} from '@seven.io/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { dispatchMessages, dispatchVoiceCalls } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { openWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { overrideEnv } from '@/lib/env';
import { seven } from '@/lib/profiles/seven/seven';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeOwner } from '@/lib/testing/requests/profile-caller';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import { startReceiver, type TestReceiver } from '@/lib/testing/servers/receiver';

const FORM = 'application/x-www-form-urlencoded';

let gateway: TestGateway;
let owner: MemberActor;
beforeAll(async () => {
  gateway = await startGateway(seven);
  owner = await makeOwner();
  Reflect.set(Client, 'BASE_URL', gateway.base);
});
afterAll(() => gateway.close());

/** A client as its documentation says, with a new key. */
async function makeClient(isSigned: boolean) {
  const input = keyInput({ length: 64, scopes: ['*'], requireSignatures: isSigned, rateLimit: 6_000 });
  const { secret, signingSecret } = granted(await createApiKey(owner, input, seven.keys));
  if (signingSecret === null) throw new Error('The key has no signing secret.');
  return new Client({ apiKey: secret, ...(isSigned && { signingSecret }) });
}

describe.each([
  ['without signatures', false],
  ['with signatures, which the key requires', true],
])('the npm client of the provider, %s', (_, isSigned) => {
  let client: Client;
  beforeAll(async () => {
    client = await makeClient(isSigned);
  });

  it('reads the balance', async () => {
    const { sandboxBalance } = await db().workspace.findUniqueOrThrow({ where: { id: owner.workspaceId } });
    expect(await new BalanceResource(client).get()).toEqual({
      amount: Number(sandboxBalance) / 1_000_000,
      currency: 'EUR',
    });
  });

  it('sends SMS', async () => {
    const sms = new SmsResource(client);
    const sent = await sms.dispatch({
      to: ['+4915112345678', '0049 151 12345679'],
      text: `Höhe € ${isSigned}`,
      from: 'Shop',
    });
    expect(sent).toMatchObject({
      ...{ success: '100', debug: 'true', sms_type: 'direct', balance: expect.any(Number) },
      messages: [
        {
          id: expect.any(String),
          recipient: '4915112345678',
          sender: 'Shop',
          text: `Höhe € ${isSigned}`,
          parts: 1,
        },
        { recipient: '4915112345679', encoding: 'gsm', success: true, error: null, is_binary: false },
      ],
    });
    const prices = sent.messages.map(({ price }) => price);
    expect(sent.total_price).toBeCloseTo(prices.reduce((sum, price) => sum + price, 0));
    await expect(sms.dispatch({ to: ['nobody'], text: 'Hello' })).rejects.toThrow('202');
    await expect(sms.dispatch({ to: [], text: 'Hello' })).rejects.toThrow('301');
  });

  it('sends with all details, reads the status and the journal, and deletes', async () => {
    const sms = new SmsResource(client);
    const details = { flash: true, foreign_id: `Order ${isSigned}`, label: `label-${isSigned}`, ttl: 60 };
    const { messages } = await sms.dispatch({
      ...{ to: ['4915112345670'], text: `Later ${isSigned}`, from: '49151999888777', udh: '050003CC0201' },
      ...{ delay: new Date(now().getTime() + DAY), performance_tracking: true },
      ...details,
    });
    const sender = '49151999888777';
    expect(messages).toMatchObject([{ sender, label: details.label, udh: '050003CC0201' }]);
    const id = String(messages[0]?.id);
    const ids: [number] = JSON.parse(JSON.stringify([id]));
    expect(await new StatusResource(client).get(ids)).toMatchObject([
      { id, status: 'BUFFERED', statusTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:/) },
    ]);
    expect(await new StatusResource(client).get(JSON.parse('[]'))).toEqual([]);

    const journal = new JournalResource(client);
    const [entry] = await journal.outbound({ state: 'BUFFERED', limit: 1 });
    const recorded = { from: sender, to: '4915112345670', foreign_id: details.foreign_id, dlr: null };
    expect(entry).toMatchObject({ id, ...recorded });
    expect(await journal.outbound({ limit: 1, offset: 1 })).toHaveLength(1);
    expect(await journal.outbound()).not.toEqual([]);
    expect(await journal.inbound()).toEqual([]);

    expect(await sms.delete({ ids: [id, 'msg_none'] })).toEqual({ deleted: [id], success: true });
    expect(await sms.delete({ ids: [id] })).toEqual({ deleted: [], success: false });
  });

  it('reads totals and prices', async () => {
    const analytics = new AnalyticsResource(client);
    const today = now();
    const [day] = await analytics.byDate({ start: today, end: today, label: 'all' });
    expect(day).toMatchObject({
      date: expect.any(String),
      sms: expect.any(Number),
      usage_eur: expect.any(Number),
    });
    expect(await analytics.byCountry()).toContainEqual(expect.objectContaining({ country: 'DE' }));
    expect(await analytics.byLabel({ start: today })).toContainEqual(expect.objectContaining({ label: '' }));
    const { countries, countCountries } = await new PricingResource(client).get({ country: 'de' });
    expect(countCountries).toBe(1);
    expect(countries[0]).toMatchObject({ countryCode: 'DE', countryPrefix: '49', networks: [{ mncs: [] }] });
    expect((await new PricingResource(client).get()).countCountries).toBeGreaterThan(200);
  });

  it('makes voice calls and lists them', async () => {
    const voice = await new VoiceResource(client).dispatch({
      to: '4915112345678',
      text: 'Hello',
      ringtime: 20,
    });
    expect(voice).toMatchObject({
      ...{ success: '100', total_price: 0, debug: true },
      messages: [{ id: expect.any(Number), recipient: '4915112345678', price: 0, error: null }],
    });
    const id = Number(voice.messages[0]?.id);
    const [call] = await new JournalResource(client).voice({ id });
    expect(call).toMatchObject({
      id: String(id),
      to: '4915112345678',
      text: 'Hello',
      duration: '',
      xml: false,
    });
  });

  it('looks numbers up', async () => {
    const lookup = new LookupResource(client);
    expect(await lookup.format({ numbers: ['4915112345678'] })).toMatchObject({
      ...{ success: true, international: '+4915112345678', country_code: '49', country_iso: 'DE' },
      ...{ country_name: 'Germany', network_type: 'mobile' },
    });
    expect(await lookup.format({ numbers: ['4915112345678', 'nobody'] })).toMatchObject([
      { success: true },
      { success: false, international: 'nobody' },
    ]);
    expect(await lookup.hlr({ numbers: ['4915112345678'] })).toMatchObject({ status: true });
    expect(await lookup.mnp({ numbers: ['4915112345678'] })).toMatchObject({
      ...{ code: 100, success: true, price: expect.any(Number) },
      mnp: { number: '4915112345678', country: 'DE' },
    });
    expect(await lookup.cnam({ numbers: ['4915112345678'] })).toMatchObject([{ number: '4915112345678' }]);
  });
});

describe('hooks of the npm client', () => {
  beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));
  afterAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' }));
  afterEach(() => setClockOffset(0));

  /** Delivers what is due at a time, and returns how many requests arrived. */
  async function deliverAt(ms: number, { received }: TestReceiver) {
    setClockOffset(ms);
    const deliverer = createDeliverer(seven.webhooks);
    while ((await deliverer.run()) > 0);
    await deliverer.finish();
    return received.length;
  }

  it.each(['JSON', 'POST', 'GET'] as const)(
    'are added, get reports with %s that the client verifies, and are removed',
    async (requestMethod) => {
      const receiver = await startReceiver();
      onTestFinished(() => receiver.close());
      const client = await makeClient(requestMethod === 'JSON');
      const hooks = new HooksResource(client);
      const headers = 'X-Shop: 7, Authorization: secret';
      const target = { targetUrl: receiver.url, eventType: 'dlr' as const, requestMethod, headers };
      const { success, id = 0 } = await hooks.subscribe({ ...target, eventFilter: 'orders' });
      expect([success, Number.isInteger(id)]).toEqual([true, true]);
      const read = await hooks.read();
      expect(read.hooks).toContainEqual({
        ...{ id: String(id), target_url: receiver.url, event_type: 'dlr', event_filter: 'orders' },
        ...{ request_method: requestMethod, headers: 'x-shop: ****, authorization: ****', enabled: true },
        created: expect.any(Date),
      });

      const to = ['+15005550100'];
      const { messages } = await new SmsResource(client).dispatch({ to, text: 'Report' });
      setClockOffset(MINUTE);
      await dispatchMessages('sandbox', 200);
      await deliverAt(MINUTE, receiver);
      const msgId = String(messages[0]?.id);
      const report = receiver.received.find(({ path, body }) => `${path} ${body}`.includes(msgId));
      if (!report) throw new Error('The report did not arrive.');
      const type = report.headers['content-type'];
      expect(type).toBe({ JSON: 'application/json', POST: FORM, GET: undefined }[requestMethod]);
      const query = new URL(report.path, receiver.url).searchParams;
      const fields = requestMethod === 'GET' ? query : new URLSearchParams(report.body);
      if (requestMethod === 'JSON') {
        expect(JSON.parse(report.body)).toMatchObject({
          data: { msg_id: msgId, timestamp: expect.stringMatching(/:\d\d\.\d{6}$/) },
          webhook_event: 'dlr',
        });
      } else {
        expect([fields.get('data[msg_id]'), fields.get('webhook_event')]).toEqual([msgId, 'dlr']);
      }
      expect(report.headers).toMatchObject({ 'x-shop': '7', authorization: 'secret' });

      const { sealedSecret } = await db().webhookEndpoint.findUniqueOrThrow({ where: { number: id } });
      const signingSecret = sealedSecret ? openWebhookSecret(sealedSecret) : '';
      const signed = {
        headers: report.headers,
        body: report.body,
        url: receiver.url,
        method: requestMethod === 'GET' ? 'GET' : 'POST',
      };
      const verifier = new WebhookVerifier({ signingSecret });
      expect(await verifier.verify(signed)).toMatchObject({ valid: true });
      expect(await verifier.verify({ ...signed, url: `${receiver.url}/x` })).toMatchObject({ valid: false });
      const deliveries = await db().webhookDelivery.findMany({ where: { workspaceId: owner.workspaceId } });
      const attempts = await db().webhookAttempt.findMany({
        where: { deliveryId: { in: deliveries.map(({ id: deliveryId }) => deliveryId) } },
      });
      expect(attempts).not.toEqual([]);
      expect(JSON.stringify(attempts.map(({ requestHeaders }) => requestHeaders))).not.toContain('"secret"');

      setClockOffset(0);
      expect(await hooks.unsubscribe(id)).toEqual({ success: true });
      expect(await hooks.unsubscribe(id)).toEqual({ success: false });
    },
  );

  it.each([
    [503, 2],
    [404, 1],
    [302, 1],
  ])('get a report again after some statuses only: %d', async (status, times) => {
    const receiver = await startReceiver((response) => response.writeHead(status, { location: '/x' }).end());
    onTestFinished(() => receiver.close());
    const client = await makeClient(false);
    const hooks = new HooksResource(client);
    const { id = 0 } = await hooks.subscribe({ targetUrl: receiver.url, eventType: 'all' });
    await new SmsResource(client).dispatch({ to: ['+15005550100'], text: 'Again' });
    setClockOffset(MINUTE);
    await dispatchMessages('sandbox', 200);
    expect(await deliverAt(MINUTE, receiver)).toBe(1);
    expect(await deliverAt(1.9 * MINUTE, receiver)).toBe(1);
    expect(await deliverAt(3 * MINUTE, receiver)).toBe(times);
    await hooks.unsubscribe(id);
  });

  it('report calls that ended', async () => {
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    const client = await makeClient(false);
    const hooks = new HooksResource(client);
    const target = { targetUrl: receiver.url, requestMethod: 'JSON' as const };
    const { id = 0 } = await hooks.subscribe({ ...target, eventType: 'voice_status' });
    const { messages } = await new VoiceResource(client).dispatch({ to: '+15005550100', text: 'Report' });
    setClockOffset(MINUTE);
    await dispatchVoiceCalls('sandbox', 200);
    setClockOffset(2 * MINUTE);
    await reportSimulated();
    await deliverAt(3 * MINUTE, receiver);
    setClockOffset(0);
    // Calls of other tests may have ended, too.
    expect(receiver.received.map(({ body }) => JSON.parse(body))).toContainEqual(
      expect.objectContaining({
        data: {
          ...{ callerId: '', duration: expect.stringMatching(/^\d+$/), id: String(messages[0]?.id) },
          ...{ pricePerMinute: expect.any(Number), recipient: '15005550100', status: 'completed' },
          timestamp: expect.any(Number),
        },
        webhook_event: 'voice_status',
        webhook_timestamp: expect.any(String),
      }),
    );
    await hooks.unsubscribe(id);
  });

  it('can be added for every event that the client knows', async () => {
    const hooks = new HooksResource(await makeClient(false));
    for (const eventType of HOOK_EVENT_TYPES) {
      const { id = 0 } = await hooks.subscribe({ targetUrl: 'https://8.8.8.1/', eventType });
      expect((await hooks.read()).hooks).toContainEqual(
        expect.objectContaining({ id: String(id), event_type: eventType }),
      );
      await hooks.unsubscribe(id);
    }
  });

  it('say what is wrong with a subscription', async () => {
    const hooks = new HooksResource(await makeClient(false));
    const refused = await hooks.subscribe({ targetUrl: 'nowhere', eventType: 'dlr' });
    expect(refused).toEqual({ success: false, error_message: expect.stringContaining('Enter a URL') });
  });
});

it('is refused by the client with a wrong key or signature', async () => {
  const wrong = new Client({ apiKey: 'a'.repeat(64) });
  await expect(new BalanceResource(wrong).get()).rejects.toThrow('900');
  const input = keyInput({ length: 64, scopes: ['balance'] });
  const { secret } = granted(await createApiKey(owner, input, seven.keys));
  const misSigned = new Client({ apiKey: secret, signingSecret: 'another secret' });
  await expect(new BalanceResource(misSigned).get()).rejects.toThrow('901');
});
