import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { listLatestDeliveries } from '@/lib/domain/webhook-deliveries/list-latest';
import { changeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/change';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { listWebhookEndpoints } from '@/lib/domain/webhook-endpoints/list';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { rotateWebhookSecret } from '@/lib/domain/webhook-endpoints/rotate-secret';
import { readWebhookSettings } from '@/lib/domain/webhook-settings/read';
import { rotateSettingsSecret } from '@/lib/domain/webhook-settings/rotate-secret';
import { sendSlotTest } from '@/lib/domain/webhook-settings/send-test';
import { setWebhookSettings } from '@/lib/domain/webhook-settings/set';
import { overrideEnv } from '@/lib/env';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { endpointInput, makeDelivery, slotPolicy, webhookPolicy } from '@/lib/testing/factories/webhooks';
import { acmeWebhooks } from '@/lib/testing/requests/acme-profile';
import { startReceiver } from '@/lib/testing/servers/receiver';

/** A provider that creates the secret, which customers can read. */
const readablePolicy = { ...slotPolicy, secret: { ...webhookPolicy.secret, readable: true, overlapMs: 0 } };

const URL = 'https://8.8.8.1/report';
const NOTHING = {
  slots: { report: { url: null, isActive: true }, click: { url: null, isActive: true } },
  hasSecret: false,
  secret: null,
  options: { unique: false },
};

const endpointsOf = async (owner: Parameters<typeof listWebhookEndpoints>[0]) =>
  granted(await listWebhookEndpoints(owner, {}));

describe('the webhook settings of an API', () => {
  it('are empty at first, and keep what a change leaves out', async () => {
    const { actor } = await makeCaller();
    expect(granted(await readWebhookSettings(actor, {}, slotPolicy))).toEqual(NOTHING);
    granted(await setWebhookSettings(actor, { urls: { report: URL }, secret: 'chosen' }, slotPolicy));
    granted(await setWebhookSettings(actor, { options: { unique: true } }, slotPolicy));
    granted(await setWebhookSettings(actor, { urls: { click: `${URL}/2` } }, slotPolicy));
    const set = {
      slots: { report: { url: URL, isActive: true }, click: { url: `${URL}/2`, isActive: true } },
      hasSecret: true,
      secret: null,
      options: { unique: true },
    };
    expect(granted(await readWebhookSettings(actor, {}, slotPolicy))).toEqual(set);
    const clear = { urls: { report: null }, secret: null };
    expect(granted(await setWebhookSettings(actor, clear, slotPolicy))).toMatchObject({
      slots: { report: { url: null }, click: { url: `${URL}/2` } },
      hasSecret: false,
    });
  });

  it('are those of one environment and workspace', async () => {
    const { owner, actor } = await makeCaller();
    granted(await setWebhookSettings(actor, { urls: { report: URL } }, slotPolicy));
    const { actor: live } = await makeCaller({ owner, environment: 'live' });
    const { actor: stranger } = await makeCaller();
    for (const other of [live, stranger]) {
      expect(granted(await readWebhookSettings(other, {}, slotPolicy))).toEqual(NOTHING);
    }
  });

  it('are endpoints with the events of their slots, which the portal shows', async () => {
    const { owner, actor } = await makeCaller();
    granted(await setWebhookSettings(actor, { urls: { report: URL, click: URL } }, slotPolicy));
    const endpoints = await endpointsOf(owner);
    const slot = (name: string) => endpoints.find((each) => each.slot === name);
    expect(slot('report')).toMatchObject({ url: URL, events: slotPolicy.slots[0]?.events, createdBy: null });
    expect(slot('click')).toMatchObject({ events: [] });
    const input = { endpointId: slot('report')?.id, events: 'all' };
    expect(await changeWebhookEndpoint(owner, input, slotPolicy)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { events: expect.any(String) } },
    });
  });

  it('are paused and resumed together, also for a URL that is set later', async () => {
    const { owner, actor } = await makeCaller();
    granted(await setWebhookSettings(actor, { isActive: false }, slotPolicy));
    const paused = granted(await setWebhookSettings(actor, { urls: { report: URL } }, slotPolicy));
    expect(paused.slots).toEqual({
      report: { url: URL, isActive: false },
      click: { url: null, isActive: false },
    });
    expect(await endpointsOf(owner)).toMatchObject([{ status: 'paused' }]);
    expect(granted(await setWebhookSettings(actor, { isActive: true }, slotPolicy)).slots).toMatchObject({
      report: { isActive: true },
      click: { isActive: true },
    });
  });

  it('keep a readable secret that is sent back, and take no other', async () => {
    const { actor } = await makeCaller();
    const { secret } = granted(await readWebhookSettings(actor, {}, readablePolicy));
    const sentBack = { secret, urls: { report: URL } };
    expect(granted(await setWebhookSettings(actor, sentBack, readablePolicy))).toMatchObject({ secret });
    for (const other of ['chosen', null]) {
      expect(await setWebhookSettings(actor, { secret: other }, readablePolicy)).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { secret: expect.any(String) } },
      });
    }
  });

  it('have exactly one of the secrets after several rotations at the same time', async () => {
    const { actor } = await makeCaller();
    const rotate = async () => granted(await rotateSettingsSecret(actor, {}, readablePolicy)).secret;
    const secrets = await Promise.all(Array.from({ length: 5 }, rotate));
    expect(new Set(secrets).size).toBe(5);
    const { secret } = granted(await readWebhookSettings(actor, {}, readablePolicy));
    expect(secrets.filter((each) => each === secret)).toHaveLength(1);
    const rotations = { workspaceId: actor.workspaceId, action: 'webhook_settings.rotate_secret' };
    expect(await db().auditEvent.count({ where: rotations })).toBe(5);
  });

  it('send again after a failure when the URL is set, but not if a member paused them', async () => {
    const { owner, actor } = await makeCaller();
    const input = { urls: { report: URL } };
    granted(await setWebhookSettings(actor, input, slotPolicy));
    const [endpoint] = await endpointsOf(owner);
    const endpointId = endpoint?.id ?? '';
    const failed = { pausedAt: new Date(), pauseReason: 'failure', failingSince: new Date(0) } as const;
    await db().webhookEndpoint.update({ where: { id: endpointId }, data: failed });
    expect(granted(await readWebhookSettings(actor, {}, slotPolicy)).slots.report?.isActive).toBe(false);
    expect(granted(await setWebhookSettings(actor, input, slotPolicy)).slots.report?.isActive).toBe(true);
    await db().webhookEndpoint.update({ where: { id: endpointId }, data: failed });
    granted(await setWebhookSettings(actor, { isActive: false }, slotPolicy));
    expect(granted(await setWebhookSettings(actor, input, slotPolicy)).slots.report?.isActive).toBe(false);
    granted(await setWebhookSettings(actor, { isActive: true }, slotPolicy));
    granted(await pauseWebhookEndpoint(owner, { endpointId }));
    expect(granted(await setWebhookSettings(actor, input, slotPolicy)).slots.report?.isActive).toBe(false);
  });

  it('are not changed with the old secret of a rotated key', async () => {
    const { owner, actor } = await makeCaller();
    granted(await setWebhookSettings(actor, { urls: { report: URL } }, slotPolicy));
    const { keyId, secretId } = actor;
    granted(await rotateApiKey(owner, { keyId, secretId, overlap: '7d' }, keydesk.keys));
    const { environment: _, ...input } = endpointInput();
    for (const changed of [
      await setWebhookSettings(actor, { urls: { report: `${URL}/2` } }, slotPolicy),
      await rotateSettingsSecret(actor, {}, slotPolicy),
      await deleteWebhookEndpoint(actor, { endpointId: (await endpointsOf(owner))[0]?.id }),
      await createWebhookEndpoint(actor, input, webhookPolicy),
    ]) {
      expect(changed).toMatchObject({
        refusal: { code: 'FORBIDDEN', message: expect.stringContaining('old secret') },
      });
    }
    expect(await endpointsOf(owner)).toMatchObject([{ url: URL }]);
  });

  it.each([
    ['urls.report', { urls: { report: 'nonsense' } }],
    ['urls.report', { urls: { report: '' } }],
    ['urls.report', { urls: { report: 'https://127.0.0.1/' } }],
    ['urls.click', { urls: { report: URL, click: 'https://169.254.169.254/' } }],
    ['urls.other', { urls: { other: URL } }],
    ['secret', { secret: '' }],
    ['secret', { secret: 'x'.repeat(65) }],
    ['options.other', { options: { other: true } }],
    ['options.unique', { options: { unique: 'yes' } }],
    ['isActive', { isActive: 'yes' }],
    ['workspaceId', { workspaceId: 'ws_1' }],
  ])('refuse a wrong %s: %j', async (field, input) => {
    const { owner, actor } = await makeCaller();
    const refused = await setWebhookSettings(actor, input, slotPolicy);
    expect(refused.ok ? [] : Object.keys(refused.refusal.fields ?? {})).toEqual([field]);
    expect(await endpointsOf(owner)).toEqual([]);
  });

  it('are audited with the key, without the secret, and only if something changed', async () => {
    const { actor } = await makeCaller();
    const input = { urls: { report: URL } };
    granted(await setWebhookSettings(actor, { ...input, secret: 'chosen-secret' }, slotPolicy));
    granted(await setWebhookSettings(actor, input, slotPolicy));
    granted(await rotateSettingsSecret(actor, {}, slotPolicy));
    const events = await db().auditEvent.findMany({
      where: { actorId: actor.keyId },
      orderBy: { id: 'asc' },
    });
    expect(events).toMatchObject([
      {
        action: 'webhook_settings.change',
        detail: { to: { slots: { report: { url: URL } } }, secret: 'replaced', environment: 'sandbox' },
      },
      { action: 'webhook_settings.rotate_secret' },
    ]);
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toMatch(/chosen-secret|whsec_/);
  });
});

describe('the secret of the settings', () => {
  it('can be read before there is a URL, if the provider lets it be read, and not chosen', async () => {
    const { actor } = await makeCaller();
    const { secret } = granted(await readWebhookSettings(actor, {}, readablePolicy));
    expect(secret).toMatch(/^whsec_/);
    expect(granted(await readWebhookSettings(actor, {}, readablePolicy)).secret).toBe(secret);
    const rotated = granted(await rotateSettingsSecret(actor, {}, readablePolicy));
    expect(rotated.secret).not.toBe(secret);
    expect(granted(await readWebhookSettings(actor, {}, readablePolicy)).secret).toBe(rotated.secret);
    expect(await setWebhookSettings(actor, { secret: 'chosen' }, readablePolicy)).toMatchObject({
      refusal: { fields: { secret: expect.any(String) } },
    });
  });

  it('is the same for every slot, also if the portal rotates it', async () => {
    const { owner, actor } = await makeCaller();
    granted(await setWebhookSettings(actor, { urls: { report: URL, click: URL } }, readablePolicy));
    const [first, second] = await endpointsOf(owner);
    expect(first?.secretVersion).toBe(second?.secretVersion);
    const input = { endpointId: first?.id, version: first?.secretVersion };
    const { secret } = granted(await rotateWebhookSecret(owner, input, readablePolicy));
    expect(granted(await readWebhookSettings(actor, {}, readablePolicy)).secret).toBe(secret);
    expect((await endpointsOf(owner))[1]?.secretVersion).not.toBe(second?.secretVersion);
  });
});

describe('a test event for a slot', () => {
  beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));
  afterAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' }));

  it('returns the result of its first attempt, unsigned without a secret and signed with one', async () => {
    const receiver = await startReceiver((response, count) =>
      response.writeHead(count === 1 ? 200 : 500).end(),
    );
    onTestFinished(() => receiver.close());
    const { actor } = await makeCaller();
    granted(await setWebhookSettings(actor, { urls: { dlr: receiver.url } }, acmeWebhooks));
    const deliverer = createDeliverer(acmeWebhooks);
    async function send() {
      const sending = sendSlotTest(actor, {}, acmeWebhooks, { waitMs: 30 * SECOND });
      let isSending = true;
      void sending.finally(() => {
        isSending = false;
      });
      while (isSending) await deliverer.run();
      return granted(await sending);
    }
    const result = { url: receiver.url, durationMs: expect.any(Number) };
    expect(await send()).toMatchObject({ ...result, delivered: true, status: 200, error: null });
    granted(await setWebhookSettings(actor, { secret: 'chosen' }, acmeWebhooks));
    expect(await send()).toMatchObject({
      ...result,
      delivered: false,
      status: 500,
      error: expect.any(String),
    });
    expect(receiver.received.map(({ headers }) => 'x-acme-signature' in headers)).toEqual([false, true]);
  });

  it('is refused without a URL, and waits no longer than it may', async () => {
    const { actor } = await makeCaller();
    expect(await sendSlotTest(actor, {}, slotPolicy, { waitMs: 0 })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { 'urls.report': expect.any(String) } },
    });
    granted(await setWebhookSettings(actor, { urls: { report: URL } }, slotPolicy));
    expect(granted(await sendSlotTest(actor, {}, slotPolicy, { waitMs: 0 }))).toMatchObject({
      url: URL,
      delivered: false,
      status: null,
      error: expect.any(String),
    });
  });

  it('is refused while five others of the workspace wait', async () => {
    const { actor } = await makeCaller();
    granted(await setWebhookSettings(actor, { urls: { report: URL } }, slotPolicy));
    const send = () => sendSlotTest(actor, {}, slotPolicy, { waitMs: 0 });
    for (let n = 0; n < 5; n++) granted(await send());
    expect(await send()).toMatchObject({ refusal: { code: 'CONFLICT' } });
  });
});

it('lists the latest deliveries of the environment by page number, newest first', async () => {
  const { owner, actor } = await makeCaller();
  granted(await setWebhookSettings(actor, { urls: { report: URL } }, slotPolicy));
  const [endpoint] = await endpointsOf(owner);
  const older = await makeDelivery(owner, endpoint?.id ?? '');
  const newer = await makeDelivery(owner, endpoint?.id ?? '', { state: 'pending', attempts: 0 });
  await makeDelivery(await makeMember(), endpoint?.id ?? '');
  await makeDelivery(owner, endpoint?.id ?? '', { environment: 'live' });
  const ask = async (page: string) => granted(await listLatestDeliveries(actor, { page, limit: '1' }));
  expect(await ask('1')).toMatchObject({ total: 2, deliveries: [{ id: newer.id }] });
  expect(await ask('2')).toMatchObject({
    total: 2,
    deliveries: [
      { id: older.id, url: 'https://8.8.8.1/', last: { status: 500, durationMs: 34, at: expect.any(Date) } },
    ],
  });
});
