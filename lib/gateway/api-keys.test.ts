import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const newKey = { label: 'Billing', environment: 'sandbox', scopes: ['messages.read'] };
const created = z.object({ id: z.string(), secret: z.string(), secret_id: z.string() });

async function makeManager() {
  const owner = await makeMember();
  return { owner, ...(await makeKey(owner, { scopes: ['keys.manage', 'messages.read'] })) };
}

it('creates, rotates, disables, enables and revokes a key, which works accordingly', async () => {
  const { secret: manager } = await makeManager();
  const { id, secret, secret_id } = created.parse(
    (await gateway.call(manager, 'POST', '/api-keys', newKey)).body,
  );
  const statusOfCall = async (key: string) => (await gateway.call(key, 'GET', '/messages')).status;
  expect(await statusOfCall(secret)).toBe(200);

  const rotated = await gateway.call(manager, 'POST', `/api-keys/${id}/rotate`, {
    secret_id,
    overlap: 'now',
  });
  const next = created.parse(rotated.body).secret;
  expect([await statusOfCall(secret), await statusOfCall(next)]).toEqual([401, 200]);
  for (const [change, status] of [
    ['disable', 401],
    ['enable', 200],
  ] as const) {
    expect((await gateway.call(manager, 'POST', `/api-keys/${id}/${change}`)).status).toBe(200);
    expect(await statusOfCall(next)).toBe(status);
  }
  expect((await gateway.call(manager, 'DELETE', `/api-keys/${id}`)).status).toBe(200);
  expect(await statusOfCall(next)).toBe(401);
  expect((await gateway.call(manager, 'POST', `/api-keys/${id}/enable`)).status).toBe(409);
});

it('shows secrets in the first response only, and stores none', async () => {
  const { owner, secret: manager } = await makeManager();
  const create = (key: string, body = newKey) =>
    gateway.call(manager, 'POST', '/api-keys', body, { 'idempotency-key': key });
  const name = randomUUID();
  const first = await create(name);
  const { id, secret } = created.parse(first.body);
  for (const body of [newKey, { ...newKey, label: 'Other' }]) {
    const again = await create(name, body);
    expect(again).toMatchObject({ status: 409, body: { code: 'ALREADY_CREATED' } });
    expect(JSON.stringify(again.body)).toContain(id);
    expect(JSON.stringify(again.body)).not.toContain(secret);
  }
  expect((await create(randomUUID())).status).toBe(201);
  const { workspaceId } = owner;
  expect(await db().idempotencyRecord.count({ where: { workspaceId } })).toBe(0);
  const listed = await gateway.call(manager, 'GET', '/api-keys');
  const read = await gateway.call(manager, 'GET', `/api-keys/${id}`);
  for (const { body } of [listed, read]) expect(JSON.stringify(body)).not.toContain(secret);
});

it('creates, reads and finds keys with an owner, tags and a note', async () => {
  const { secret: manager } = await makeManager();
  const notes = { owner: 'Payments team', tags: ['checkout', 'eu'], note: 'In the vault' };
  const { status, body } = await gateway.call(manager, 'POST', '/api-keys', {
    ...newKey,
    ...notes,
    tags: ['EU', 'checkout'],
  });
  expect({ status, body }).toMatchObject({ status: 201, body: notes });
  const { id } = created.parse(body);
  expect((await gateway.call(manager, 'GET', `/api-keys/${id}`)).body).toMatchObject(notes);
  for (const query of ['tag=eu', 'owner=Payments%20team']) {
    const { body: listed } = await gateway.call(manager, 'GET', `/api-keys?${query}`);
    expect(listed).toMatchObject({ data: [{ id, owner: notes.owner, tags: notes.tags }] });
  }
  expect((await gateway.call(manager, 'GET', '/api-keys?tag=us')).body).toMatchObject({ data: [] });
  const wrong = await gateway.call(manager, 'POST', '/api-keys', { ...newKey, tags: ['two words'] });
  expect(wrong).toMatchObject({ status: 422, body: { fields: { 'tags.0': expect.any(String) } } });
});

it('names what is too wide as the caller sent it', async () => {
  const { secret: manager } = await makeManager();
  const asked = { ...newKey, scopes: ['*'], rate_limit: 100_000, environment: 'live' };
  expect(await gateway.call(manager, 'POST', '/api-keys', asked)).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN', fields: { environment: expect.any(String) } },
  });
  const wide = { ...asked, environment: 'sandbox' };
  expect(await gateway.call(manager, 'POST', '/api-keys', wide)).toMatchObject({
    status: 403,
    body: { fields: { scopes: expect.any(String), rate_limit: expect.any(String) } },
  });
});

it('lists page by page, and knows no key of another workspace', async () => {
  const { owner, secret: manager } = await makeManager();
  const { key: other } = await makeKey(owner, { scopes: ['messages.read'] });
  const page = z.object({ data: z.array(z.object({ id: z.string() })), next_cursor: z.string().nullable() });
  const first = page.parse((await gateway.call(manager, 'GET', '/api-keys?limit=1')).body);
  expect(first.data).toMatchObject([{ id: other.id }]);
  const rest = await gateway.call(manager, 'GET', `/api-keys?limit=1&cursor=${first.next_cursor}`);
  expect(page.parse(rest.body)).toMatchObject({ data: [{ id: expect.any(String) }], next_cursor: null });
  const foreign = await makeKey(await makeMember());
  for (const id of [foreign.key.id, 'none']) {
    expect(await gateway.call(manager, 'DELETE', `/api-keys/${id}`)).toMatchObject({ status: 404 });
  }
});
