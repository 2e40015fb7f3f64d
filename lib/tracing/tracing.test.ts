import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { httpCarrier } from '@/lib/domain/carrier/http';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { sendTestEvent } from '@/lib/domain/webhook-deliveries/send-test';
import { overrideEnv } from '@/lib/env';
import { openUpstream } from '@/lib/gateway/upstream/upstream';
import { startWorker } from '@/lib/jobs/worker';
import { forwarded } from '@/lib/profiles/forwarded';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import type { Profile } from '@/lib/profiles/profile';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import { makeEndpoint } from '@/lib/testing/factories/webhooks';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { CARRIER_SECRET, startCarrier } from '@/lib/testing/servers/carrier';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import { startReceiver } from '@/lib/testing/servers/receiver';
import {
  type ReceivedSpan,
  startTraceReceiver,
  type TraceReceiver,
} from '@/lib/testing/servers/trace-receiver';
import { startUpstream } from '@/lib/testing/servers/upstream';
import { startTracing } from '@/lib/tracing/start';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const PARENT_ID = 'b7ad6b7169203331';
const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;
const PATIENCE = { timeout: 15_000 };

/** A provider whose backend has contacts. */
const withContacts: Profile = {
  ...keydesk,
  forwarded: [
    forwarded({
      ...{ group: 'Contacts', scope: 'messages.read', operation: 'contacts.list' },
      ...{ method: 'GET', path: '/contacts', summary: 'List' },
    }),
  ],
};

let receiver: TraceReceiver;
let stop: () => Promise<void>;
let gateway: TestGateway;

/** Sends traces to a new receiver, with these variables besides. */
async function trace(variables: Record<string, string> = {}, status = 200): Promise<void> {
  receiver = await startTraceReceiver(status);
  Object.assign(process.env, {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_TRACES_SAMPLER: '',
    OTEL_SERVICE_NAME: '',
    OTEL_RESOURCE_ATTRIBUTES: '',
    OTEL_BSP_SCHEDULE_DELAY: '',
    ...variables,
  });
  stop = await startTracing();
}

/** Sends them to another receiver from here on. */
async function traceAgain(...settings: Parameters<typeof trace>): Promise<void> {
  await stop();
  await receiver.close();
  await trace(...settings);
}

beforeEach(async () => {
  await trace();
  gateway = await startGateway();
});
afterEach(async () => {
  await stop();
  await gateway.close();
  await receiver.close();
});

/** All spans that were recorded until now. */
async function spans(): Promise<ReceivedSpan[]> {
  await stop();
  return receiver.spans();
}

/** What was sent, as text. */
const sentText = () => receiver.posts.map(({ body }) => body).join('\n');

describe('an API call', () => {
  it('is a span with the route, the status and the ids of the call, below that of the caller', async () => {
    const { key, secret } = await makeKey(await makeMember());
    const traceparent = `00-${TRACE_ID}-${PARENT_ID}-01`;
    const { headers } = await gateway.call(secret, 'GET', '/account', undefined, { traceparent });
    const [call, ...others] = (await spans()).filter(({ kind }) => kind === SERVER);
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      traceId: TRACE_ID,
      parentSpanId: PARENT_ID,
      name: 'GET /api/v1/account',
      status: { code: 0 },
    });
    expect(call?.attributes).toEqual({
      'http.request.method': 'GET',
      'http.route': '/api/v1/account',
      'http.response.status_code': 200,
      'keydesk.request_id': headers.get('x-request-id'),
      'keydesk.operation': 'account.read',
      'keydesk.key_id': key.id,
      'keydesk.environment': 'sandbox',
    });
  });

  it('has its operation and its work in the database below it', async () => {
    const { secret } = await makeKey(await makeMember());
    await gateway.call(secret, 'POST', '/messages', { to: '+31612345678', text: 'Hello' });
    const found = await spans();
    const call = found.find(({ kind }) => kind === SERVER);
    const verb = found.find(({ name }) => name === 'messages.send');
    const transaction = found.find(({ name }) => name === 'transaction');
    expect(verb?.parentSpanId).toBe(call?.spanId);
    expect(transaction).toMatchObject({
      kind: CLIENT,
      parentSpanId: verb?.spanId,
      attributes: { 'db.system.name': 'postgresql' },
    });
    expect(found.some(({ parentSpanId }) => parentSpanId === transaction?.spanId)).toBe(true);
    expect(new Set(found.map(({ traceId }) => traceId)).size).toBe(1);
  });

  it('tells nothing about keys, people, texts and addresses', async () => {
    const { secret } = await makeKey(await makeMember(), { scopes: ['*'] });
    const text = 'A private matter';
    const sent = await gateway.call(secret, 'POST', '/messages', { to: '+31612345678', text });
    const { id = '' } = Object(sent.body);
    await gateway.call(secret, 'GET', `/messages/${id}?note=31612345678`);
    await gateway.call(secret, 'GET', '/unknown/31612345678');
    expect((await spans()).filter(({ kind }) => kind === SERVER)).toHaveLength(3);
    for (const found of [secret, '31612345678', text, '127.0.0.1', '?note', '/unknown']) {
      expect(sentText()).not.toContain(found);
    }
  });

  it('that is refused has the code, and is no error of ours', async () => {
    const { secret } = await makeKey(await makeMember(), { scopes: ['balance.read'] });
    await gateway.call(secret, 'POST', '/messages', { to: '+31612345678', text: 'Hello' });
    await gateway.call(secret, 'GET', '/nothing');
    const calls = (await spans()).filter(({ kind }) => kind === SERVER);
    expect(calls).toMatchObject([
      { name: 'POST /api/v1/messages', attributes: { 'error.type': 'FORBIDDEN' }, status: { code: 0 } },
      { name: 'GET', attributes: { 'error.type': 'NOT_FOUND' }, status: { code: 0 } },
    ]);
  });

  it('that fails is an error', async () => {
    const { secret } = await makeKey(await makeMember(), { scopes: ['*'] });
    const failing = await startGateway(withContacts, {
      upstream: { send: () => Promise.reject(new Error(`with ${secret}`)), close: async () => {} },
    });
    onTestFinished(() => failing.close());
    captureLog();
    expect((await failing.call(secret, 'GET', '/contacts')).status).toBe(500);
    const calls = (await spans()).filter(({ kind }) => kind === SERVER);
    expect(calls).toMatchObject([
      { attributes: { 'error.type': 'INTERNAL_ERROR' }, status: { code: ERROR } },
    ]);
    expect(sentText()).not.toContain(secret);
  });

  it('is left out if the caller does not record it, or the sampler says so', async () => {
    const { secret } = await makeKey(await makeMember());
    const traceparent = `00-${TRACE_ID}-${PARENT_ID}-00`;
    await gateway.call(secret, 'GET', '/account', undefined, { traceparent });
    expect(await spans()).toEqual([]);
    await traceAgain({ OTEL_TRACES_SAMPLER: 'always_off' });
    await gateway.call(secret, 'GET', '/account');
    expect(await spans()).toEqual([]);
  });
});

describe('other systems', () => {
  it('get the trace only if they are the provider’s own backend', async () => {
    const upstream = await startUpstream();
    const forwarding = await startGateway(withContacts, {
      upstream: openUpstream(upstream.url, 'a secret that only the backend knows', keydesk.base),
    });
    onTestFinished(async () => {
      await forwarding.close();
      await upstream.close();
    });
    const { secret } = await makeKey(await makeMember(), { scopes: ['*'] });
    const traceparent = `00-${TRACE_ID}-${PARENT_ID}-01`;
    const headers = { traceparent, tracestate: 'caller=1' };
    expect((await forwarding.call(secret, 'GET', '/contacts', undefined, headers)).status).toBe(200);
    const [request] = (await spans()).filter(({ kind, name }) => kind === CLIENT && name === 'GET');
    expect(request?.attributes).toMatchObject({ 'http.response.status_code': 200 });
    expect(upstream.calls[0]?.headers).toMatchObject({
      traceparent: `00-${TRACE_ID}-${request?.spanId}-01`,
      tracestate: 'caller=1',
    });
  });

  it('are spans below the job that posts to them', async () => {
    const carrier = await startCarrier(() => 'accept');
    onTestFinished(() => carrier.close());
    const id = await makeMessage(await makeSender('live'));
    const client = httpCarrier(carrier.url, CARRIER_SECRET);
    const run = vi.fn(() => dispatchMessages('live', 10, client));
    const worker = startWorker([{ name: 'messages.dispatchLive', everyMs: 1, run }]);
    // One run finds the message, and the others find nothing.
    await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(3), PATIENCE);
    await worker.stop();
    const found = await spans();
    expect(found.map(({ name }) => name).sort()).toEqual(['messages.dispatchLive', 'submit messages']);
    const [job, submission] = found.sort((a, b) => a.name.localeCompare(b.name));
    expect(submission).toMatchObject({
      kind: CLIENT,
      parentSpanId: job?.spanId,
      attributes: { 'keydesk.id': id, 'keydesk.environment': 'live' },
    });
  });

  it('are errors if they do not accept, and webhooks get no trace', async () => {
    overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' });
    const customer = await startReceiver((response) => response.writeHead(500).end());
    onTestFinished(() => customer.close());
    const owner = await makeMember();
    const { endpoint } = await makeEndpoint(owner, { url: customer.url });
    granted(await sendTestEvent(owner, { endpointId: endpoint.id }, { waitMs: 0 }));
    const deliverer = createDeliverer(keydesk.webhooks);
    await deliverer.run();
    await deliverer.finish();
    const [delivery] = (await spans()).filter(({ name }) => name === 'deliver webhook');
    expect(delivery).toMatchObject({
      kind: CLIENT,
      attributes: {
        'http.response.status_code': 500,
        'error.type': 'failed',
        'keydesk.event': 'webhook.test',
      },
      status: { code: ERROR },
    });
    expect(sentText()).not.toContain(customer.url);
    expect(customer.received[0]?.headers).not.toHaveProperty('traceparent');
  });
});

describe('the receiver', () => {
  it('learns which service sends, as the operator names it', async () => {
    await traceAgain({
      OTEL_SERVICE_NAME: 'sms',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    });
    const { secret } = await makeKey(await makeMember());
    await gateway.call(secret, 'GET', '/account');
    await stop();
    expect(receiver.posts[0]).toMatchObject({ path: '/v1/traces', type: 'application/json' });
    expect(receiver.resource()).toMatchObject({
      'service.name': 'sms',
      'service.version': expect.stringMatching(/^\d/),
      'deployment.environment.name': 'test',
      'keydesk.profile': 'keydesk',
    });
  });

  it('gets protobuf by default', async () => {
    await traceAgain({ OTEL_EXPORTER_OTLP_PROTOCOL: '' });
    const { secret } = await makeKey(await makeMember());
    await gateway.call(secret, 'GET', '/account');
    await stop();
    expect(receiver.posts[0]).toMatchObject({ path: '/v1/traces', type: 'application/x-protobuf' });
    expect(receiver.posts[0]?.body).toContain('GET /api/v1/account');
  });

  it('that refuses does not disturb calls, and is logged once', async () => {
    const lines = captureLog();
    await traceAgain({ OTEL_BSP_SCHEDULE_DELAY: '1' }, 400);
    const { secret } = await makeKey(await makeMember());
    for (const posts of [1, 2, 3]) {
      expect((await gateway.call(secret, 'GET', '/account')).status).toBe(200);
      await vi.waitFor(() => expect(receiver.posts.length).toBeGreaterThanOrEqual(posts), PATIENCE);
    }
    await stop();
    expect(lines.filter(([level]) => level === 'warn')).toEqual([
      ['warn', expect.anything(), expect.stringMatching(/^Traces are lost/)],
    ]);
  });
});

it('records each part of a call within the call', async () => {
  const { secret } = await makeKey(await makeMember());
  for (let calls = 0; calls < 20; calls++) await gateway.call(secret, 'GET', '/account');
  const found = await spans();
  const parts = found.flatMap((part) => {
    const whole = found.find(({ spanId }) => spanId === part.parentSpanId);
    return whole ? [{ part, whole }] : [];
  });
  expect(parts.length).toBeGreaterThanOrEqual(20);
  const outside = parts.filter(
    ({ part, whole }) =>
      part.startTimeUnixNano < whole.startTimeUnixNano || part.endTimeUnixNano > whole.endTimeUnixNano,
  );
  expect(outside).toEqual([]);
});

it('records nothing after the response: what a call leaves behind is no part of it', async () => {
  const { key, secret } = await makeKey(await makeMember());
  await gateway.call(secret, 'GET', '/account');
  const where = { apiKeyId: key.id };
  await vi.waitFor(async () => expect(await db().apiKeyLastUse.count({ where })).toBe(1), PATIENCE);
  const found = await spans();
  const call = found.find(({ kind }) => kind === SERVER);
  expect(call).toBeDefined();
  const later = found.filter(({ startTimeUnixNano }) => startTimeUnixNano > (call?.endTimeUnixNano ?? 0n));
  expect(later.map(({ name }) => name)).toEqual([]);
});
