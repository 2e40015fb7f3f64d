import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { changeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/change';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { listWebhookEndpoints } from '@/lib/domain/webhook-endpoints/list';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { readWebhookEndpoint } from '@/lib/domain/webhook-endpoints/read';
import { resumeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/resume';
import { rotateWebhookSecret } from '@/lib/domain/webhook-endpoints/rotate-secret';
import { openWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeDelivery, makeEndpoint, webhookPolicy } from '@/lib/testing/factories/webhooks';

const settings = { url: 'https://8.8.8.9/', description: 'New', events: ['message.sent'] };

/** What can be done to one endpoint. */
const VERBS: Array<[string, (actor: Actor, endpointId: string) => Promise<unknown>]> = [
  ['read', (actor, endpointId) => readWebhookEndpoint(actor, { endpointId })],
  ['change', (actor, endpointId) => changeWebhookEndpoint(actor, { endpointId, ...settings }, webhookPolicy)],
  ['pause', (actor, endpointId) => pauseWebhookEndpoint(actor, { endpointId })],
  ['resume', (actor, endpointId) => resumeWebhookEndpoint(actor, { endpointId })],
  [
    'rotate-secret',
    (actor, endpointId) => rotateWebhookSecret(actor, { endpointId, version: 'x' }, webhookPolicy),
  ],
  ['delete', (actor, endpointId) => deleteWebhookEndpoint(actor, { endpointId })],
];

const audits = (targetId: string) =>
  db().auditEvent.findMany({ where: { targetId }, orderBy: { id: 'asc' }, skip: 1 });

const rowOf = (id: string) => db().webhookEndpoint.findUniqueOrThrow({ where: { id } });

it.each(VERBS)('%s does not find an endpoint of another workspace', async (_, verb) => {
  const { endpoint } = await makeEndpoint(await makeMember());
  const before = await rowOf(endpoint.id);
  expect(await verb(await makeMember(), endpoint.id)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  expect(await rowOf(endpoint.id)).toEqual(before);
});

it('lists the endpoints of the workspace with their last attempted delivery', async () => {
  const owner = await makeMember();
  const { endpoint: older } = await makeEndpoint(owner);
  const { endpoint: newer } = await makeEndpoint(owner, { environment: 'live' });
  await makeEndpoint(await makeMember());
  await makeDelivery(owner, older.id, { state: 'delivered', lastStatus: 200, lastError: null });
  await makeDelivery(owner, older.id, { state: 'pending', attempts: 0 });
  expect(granted(await listWebhookEndpoints(owner, {}))).toMatchObject([
    { id: newer.id, lastDelivery: null },
    { id: older.id, lastDelivery: { state: 'delivered', status: 200 } },
  ]);
});

describe('changeWebhookEndpoint', () => {
  it('changes the settings, records old and new ones, and forgets the failures of the old URL', async () => {
    const owner = await makeMember();
    const { endpoint } = await makeEndpoint(owner);
    await db().webhookEndpoint.update({ where: { id: endpoint.id }, data: { failingSince: new Date() } });
    const { url, description, events } = endpoint;
    const from = { url, description, events };
    const input = { endpointId: endpoint.id, ...settings, from };
    expect(granted(await changeWebhookEndpoint(owner, input, webhookPolicy))).toMatchObject({
      ...settings,
      status: 'active',
    });
    expect(await audits(endpoint.id)).toMatchObject([
      { action: 'webhook.change', detail: { from, to: settings } },
    ]);
  });

  it('is refused if the settings changed since the page was shown', async () => {
    const owner = await makeMember();
    const { endpoint } = await makeEndpoint(owner);
    const { url, description, events } = endpoint;
    const input = { endpointId: endpoint.id, ...settings, from: { url, description, events } };
    granted(await changeWebhookEndpoint(owner, input, webhookPolicy));
    expect(await changeWebhookEndpoint(owner, input, webhookPolicy)).toMatchObject({
      refusal: { code: 'CONFLICT' },
    });
  });
});

it('does not change the URL to a private address', async () => {
  const owner = await makeMember();
  const { endpoint } = await makeEndpoint(owner);
  const input = { endpointId: endpoint.id, ...settings, url: 'https://169.254.169.254/' };
  expect(await changeWebhookEndpoint(owner, input, webhookPolicy)).toMatchObject({
    refusal: { code: 'INVALID_REQUEST', fields: { url: expect.any(String) } },
  });
  expect((await rowOf(endpoint.id)).url).toBe(endpoint.url);
});

describe('pausing', () => {
  it('pauses once and resumes once, and resuming forgets the failures', async () => {
    const owner = await makeMember();
    const { endpoint } = await makeEndpoint(owner);
    const input = { endpointId: endpoint.id };
    expect(granted(await resumeWebhookEndpoint(owner, input)).status).toBe('active');
    for (const _ of [1, 2]) expect(granted(await pauseWebhookEndpoint(owner, input)).status).toBe('paused');
    for (const _ of [1, 2]) expect(granted(await resumeWebhookEndpoint(owner, input)).status).toBe('active');
    expect((await audits(endpoint.id)).map(({ action }) => action)).toEqual([
      'webhook.pause',
      'webhook.resume',
    ]);
  });

  it.each([
    ['failure', 'failed'],
    ['gone', 'gone'],
  ] as const)(
    'keeps the reason %s when a member pauses, and resuming ends it',
    async (pauseReason, status) => {
      const owner = await makeMember();
      const { endpoint } = await makeEndpoint(owner);
      const input = { endpointId: endpoint.id };
      const paused = { pauseReason, pausedAt: new Date(), failingSince: new Date(0) };
      await db().webhookEndpoint.update({ where: { id: endpoint.id }, data: paused });
      expect(granted(await pauseWebhookEndpoint(owner, input)).status).toBe(status);
      expect(granted(await resumeWebhookEndpoint(owner, input))).toMatchObject({
        status: 'active',
        failingSince: null,
      });
    },
  );
});

describe('rotateWebhookSecret', () => {
  it('signs with both secrets for the overlap, and rotates once if the form is sent many times', async () => {
    const owner = await makeMember();
    const { endpoint, secret: old } = await makeEndpoint(owner);
    const input = { endpointId: endpoint.id, version: endpoint.secretVersion };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => rotateWebhookSecret(owner, input, webhookPolicy)),
    );
    const [rotated] = answers.filter((answer) => answer.ok).map(granted);
    expect(answers.filter((answer) => !answer.ok)).toHaveLength(5);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'ALREADY_CREATED' } });
    expect(rotated?.endpoint.oldSecretEndsAt).toBeInstanceOf(Date);
    const row = await rowOf(endpoint.id);
    expect(row.sealedSecret && openWebhookSecret(row.sealedSecret)).toBe(rotated?.secret);
    expect(row.oldSealedSecret && openWebhookSecret(row.oldSealedSecret)).toBe(old);
    const events = await audits(endpoint.id);
    expect(events).toMatchObject([{ action: 'webhook.rotate_secret' }]);
    expect(JSON.stringify(events[0]?.detail)).not.toMatch(/whsec_/);
  });

  it('replaces the secret at once where the format has no overlap', async () => {
    const owner = await makeMember();
    const { endpoint } = await makeEndpoint(owner);
    const policy = { ...webhookPolicy, secret: { ...webhookPolicy.secret, overlapMs: 0 } };
    const input = { endpointId: endpoint.id, version: endpoint.secretVersion };
    expect(granted(await rotateWebhookSecret(owner, input, policy)).endpoint.oldSecretEndsAt).toBeNull();
    expect((await rowOf(endpoint.id)).oldSealedSecret).toBeNull();
  });

  it('needs a confirmed address for live endpoints', async () => {
    const owner = await makeMember();
    const { endpoint } = await makeEndpoint(owner, { environment: 'live' });
    const input = { endpointId: endpoint.id, version: endpoint.secretVersion };
    expect(await rotateWebhookSecret({ ...owner, emailVerified: false }, input, webhookPolicy)).toMatchObject(
      {
        refusal: { code: 'EMAIL_NOT_VERIFIED' },
      },
    );
  });
});

it('deletes an endpoint, and records its URL', async () => {
  const owner = await makeMember();
  const { endpoint } = await makeEndpoint(owner);
  granted(await deleteWebhookEndpoint(owner, { endpointId: endpoint.id }));
  expect(granted(await listWebhookEndpoints(owner, {}))).toEqual([]);
  expect(await audits(endpoint.id)).toMatchObject([
    { action: 'webhook.delete', detail: { url: endpoint.url, environment: 'sandbox' } },
  ]);
});
