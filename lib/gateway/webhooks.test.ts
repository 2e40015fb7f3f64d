import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';
import { withoutWaiting } from '@/lib/testing/requests/profile-caller';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway(withoutWaiting(keydesk));
});
afterAll(() => gateway.close());

const newEndpoint = { url: 'https://8.8.8.1/hooks', events: ['message.delivered'] };
const created = z.object({ id: z.string(), secret: z.string(), secret_version: z.string() });

async function makeWriter() {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { scopes: ['webhooks.read', 'webhooks.write'] });
  return { owner, keyId: key.id, secret };
}

it('creates, changes, tests, pauses, rotates and deletes an endpoint of the environment of the key', async () => {
  const { owner, keyId, secret } = await makeWriter();
  const call = (method: string, path: string, body?: unknown) => gateway.call(secret, method, path, body);
  const { id, secret_version } = created.parse((await call('POST', '/webhooks', newEndpoint)).body);
  const path = `/webhooks/${id}`;
  expect(await call('PATCH', path, { events: 'all' })).toMatchObject({
    status: 200,
    body: { url: newEndpoint.url, events: 'all', created_by: null },
  });
  expect(await call('POST', `${path}/test`)).toMatchObject({ status: 200, body: { delivered: false } });
  expect(await call('POST', `${path}/pause`)).toMatchObject({ body: { status: 'paused' } });
  expect(await call('POST', `${path}/resume`)).toMatchObject({ body: { status: 'active' } });
  const rotated = await call('POST', `${path}/rotate-secret`, { secret_version });
  expect(created.parse(rotated.body).secret_version).not.toBe(secret_version);
  expect(await call('GET', '/webhooks')).toMatchObject({ body: { data: [{ id, events: 'all' }] } });
  expect(JSON.stringify((await call('GET', path)).body)).not.toContain('whsec_');
  const stored = await db().webhookEndpoint.findUniqueOrThrow({ where: { id } });
  expect(stored).toMatchObject({ environment: 'sandbox', createdById: null });
  expect(await call('DELETE', path)).toMatchObject({ status: 200, body: { id, status: 'deleted' } });
  expect((await call('GET', path)).status).toBe(404);
  const audits = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
  expect(audits.map(({ action }) => action)).toEqual([
    'webhook.create',
    'webhook.change',
    'webhook.send_test',
    'webhook.pause',
    'webhook.resume',
    'webhook.rotate_secret',
    'webhook.delete',
  ]);
  for (const { actorKind, actorId, workspaceId } of audits) {
    expect([actorKind, actorId, workspaceId]).toEqual(['apiKey', keyId, owner.workspaceId]);
  }
});

it('shows a secret in the first response only, and stores none', async () => {
  const { owner, secret: key } = await makeWriter();
  const name = randomUUID();
  const create = (body: unknown) => gateway.call(key, 'POST', '/webhooks', body, { 'idempotency-key': name });
  const { id, secret, secret_version } = created.parse((await create(newEndpoint)).body);
  for (const body of [newEndpoint, { ...newEndpoint, description: 'Other' }]) {
    const again = await create(body);
    expect(again).toMatchObject({ status: 409, body: { code: 'ALREADY_CREATED' } });
    expect(JSON.stringify(again.body)).toContain(id);
    expect(JSON.stringify(again.body)).not.toContain(secret);
  }
  const rotate = () =>
    gateway.call(
      key,
      'POST',
      `/webhooks/${id}/rotate-secret`,
      { secret_version },
      { 'idempotency-key': name },
    );
  expect((await rotate()).status).toBe(200);
  expect(await rotate()).toMatchObject({ status: 409, body: { code: 'ALREADY_CREATED' } });
  const { workspaceId } = owner;
  expect(await db().idempotencyRecord.count({ where: { workspaceId } })).toBe(0);
  expect(await db().webhookEndpoint.count({ where: { workspaceId } })).toBe(1);
});

it('finds nothing of another environment or workspace', async () => {
  const { owner, secret } = await makeWriter();
  const { endpoint: live } = await makeEndpoint(owner, { environment: 'live' });
  const stranger = await makeMember();
  const { endpoint: foreign } = await makeEndpoint(stranger);
  const { endpoint: own } = await makeEndpoint(owner);
  for (const [member, { id, environment }] of [
    [owner, live],
    [stranger, foreign],
  ] as const) {
    const delivery = await makeDelivery(member, id, { environment });
    for (const [method, path, body] of [
      ['GET', `/webhooks/${id}`],
      ['PATCH', `/webhooks/${id}`, { description: 'Mine' }],
      ['DELETE', `/webhooks/${id}`],
      ['POST', `/webhooks/${id}/pause`],
      ['POST', `/webhooks/${id}/resume`],
      ['POST', `/webhooks/${id}/test`],
      ['POST', `/webhooks/${id}/rotate-secret`, { secret_version: 'x' }],
      ['GET', `/webhooks/${id}/deliveries`],
      ['GET', `/webhooks/${id}/deliveries/${delivery.id}`],
      ['GET', `/webhooks/${own.id}/deliveries/${delivery.id}`],
      ['POST', `/webhooks/${id}/deliveries/${delivery.id}/replay`],
      ['POST', `/webhooks/${own.id}/deliveries/${delivery.id}/replay`],
    ] as const) {
      expect([method, path, (await gateway.call(secret, method, path, body)).status]).toEqual([
        method,
        path,
        404,
      ]);
    }
  }
  expect(await gateway.call(secret, 'GET', '/webhooks')).toMatchObject({ body: { data: [{ id: own.id }] } });
});

it('names the field of a private address as it was sent', async () => {
  const { secret } = await makeWriter();
  const refused = await gateway.call(secret, 'POST', '/webhooks', {
    ...newEndpoint,
    url: 'https://10.0.0.1/',
  });
  expect(refused).toMatchObject({ status: 422, body: { fields: { url: expect.any(String) } } });
  const { secret: sender } = await makeKey(await makeMember(), { scopes: ['messages.send'] });
  const message = { to: '+15005550100', text: 'Hello', callback_url: 'https://10.0.0.1/' };
  const batch = { recipients: [{ to: message.to }], text: message.text, callback_url: message.callback_url };
  for (const [path, body] of [
    ['/messages', message],
    ['/batches', batch],
  ] as const) {
    expect(await gateway.call(sender, 'POST', path, body)).toMatchObject({
      status: 422,
      body: { fields: { callback_url: expect.any(String) } },
    });
  }
});

it('lets a key that only reads webhooks learn no secret', async () => {
  const owner = await makeMember();
  const { endpoint, secret: signingSecret } = await makeEndpoint(owner);
  const { id: deliveryId } = await makeDelivery(owner, endpoint.id);
  const { secret } = await makeKey(owner, { scopes: ['webhooks.read'] });
  const path = `/webhooks/${endpoint.id}`;
  for (const each of ['/webhooks', path, `${path}/deliveries`, `${path}/deliveries/${deliveryId}`]) {
    const { status, body } = await gateway.call(secret, 'GET', each);
    expect([status, JSON.stringify(body).includes(signingSecret)]).toEqual([200, false]);
  }
  const { secret: writer } = await makeKey(owner, { scopes: ['webhooks.write'] });
  expect((await gateway.call(writer, 'GET', path)).status).toBe(403);
  const rotation = { secret_version: endpoint.secretVersion };
  expect((await gateway.call(secret, 'POST', `${path}/rotate-secret`, rotation)).status).toBe(403);
});
