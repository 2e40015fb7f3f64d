import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { listSentMessages } from '@/lib/domain/sent-messages/list';
import { messageResource } from '@/lib/profiles/keydesk/message';
import { granted } from '@/lib/testing/factories/api-keys';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { startGateway, type TestAnswer, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const hello = { to: '+31612345678', text: 'Hello' };
const page = z.strictObject({ data: z.array(messageResource), next_cursor: z.string().nullable() });

function send(caller: Caller, body: unknown): Promise<TestAnswer> {
  return gateway.call(caller.secret, 'POST', '/messages', body);
}

async function sendOne(caller: Caller, body = hello) {
  return messageResource.parse((await send(caller, body)).body);
}

async function list(caller: Caller, query = '') {
  return page.parse((await gateway.call(caller.secret, 'GET', `/messages${query}`)).body);
}

describe('POST /messages', () => {
  it('returns a message for one recipient, and a list for a list', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    expect(await send(caller, hello)).toMatchObject({
      status: 202,
      body: {
        status: 'queued',
        to: hello.to,
        from: null,
        segments: 1,
        price: { amount: '0.0800', currency: 'EUR' },
      },
    });
    const two = ['+31612345678', '+15005550100'];
    expect(await send(caller, { ...hello, to: two })).toMatchObject({
      status: 202,
      body: {
        data: [
          { to: two[0], price: { amount: '0.0800' } },
          { to: two[1], price: { amount: '0.0100' } },
        ],
      },
    });
    expect(await send(caller, { ...hello, to: ['+31612345678'] })).toMatchObject({ body: { data: [{}] } });
  });

  it('stores the id of the request, with which a member finds the message', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    const { headers, body } = await send(caller, hello);
    const request = headers.get('x-request-id');
    expect(request).toMatch(/^req_/);
    const listed = granted(await listSentMessages(caller.owner, { environment: 'sandbox', request }));
    expect(listed.messages).toMatchObject([{ id: messageResource.parse(body).id, requestId: request }]);
  });

  it.each([
    [hello.to, 402, 'INSUFFICIENT_BALANCE'],
    [MAGIC_NUMBERS.insufficientBalance, 402, 'INSUFFICIENT_BALANCE'],
    [MAGIC_NUMBERS.senderNotApproved, 422, 'SENDER_NOT_APPROVED'],
    [MAGIC_NUMBERS.rateLimited, 429, 'RATE_LIMITED'],
    ['0612345678', 422, 'INVALID_REQUEST'],
  ])('refuses %s with %i %s', async (to, status, code) => {
    const answer = await send(await makeCaller(), { ...hello, to });
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '60' : null);
  });

  it('refuses a destination without a price with 422', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    await db().workspace.update({ where: { id: caller.owner.workspaceId }, data: { currency: 'NOK' } });
    expect(await send(caller, hello)).toMatchObject({
      status: 422,
      body: { code: 'DESTINATION_NOT_SUPPORTED' },
    });
  });

  it('names the invalid fields', async () => {
    const { body } = await send(await makeCaller(), { to: ['+31612345678', 'x'], text: 1, from: '?' });
    expect(body).toMatchObject({
      code: 'INVALID_REQUEST',
      fields: { 'to.1': expect.any(String), text: expect.any(String), from: expect.any(String) },
    });
  });

  it('accepts null only for optional fields', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    const sent = await send(caller, { ...hello, from: null });
    expect(sent).toMatchObject({ status: 202, body: { from: null } });
    expect(await send(caller, { to: null, text: null, other: null })).toMatchObject({
      status: 422,
      body: { fields: { to: expect.any(String), text: expect.any(String), other: expect.any(String) } },
    });
  });

  it('cannot reach a carrier with a live key', async () => {
    expect(await send(await makeCaller({ environment: 'live' }), hello)).toMatchObject({
      status: 503,
      body: { code: 'CARRIER_NOT_CONFIGURED' },
    });
  });

  it('refuses a key that was just revoked', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    expect((await send(caller, hello)).status).toBe(202);
    await revokeApiKey(caller.owner, { keyId: caller.actor.keyId });
    expect(await send(caller, hello)).toMatchObject({ status: 401, body: { code: 'INVALID_API_KEY' } });
  });
});

describe('GET /messages', () => {
  it('pages through all, newest first', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    const sent: string[] = [];
    for (let n = 0; n < 5; n++) sent.unshift((await sendOne(caller)).id);
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { data, next_cursor }: z.infer<typeof page> = await list(
        caller,
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      ids.push(...data.map(({ id }) => id));
      cursor = next_cursor;
    }
    expect([...ids].sort()).toEqual([...sent].sort());
    const times = (await list(caller)).data.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('returns 20 by default', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    const to = Array.from({ length: 21 }, (_, n) => `+316123456${10 + n}`);
    await send(caller, { ...hello, to });
    expect((await list(caller)).data).toHaveLength(20);
    expect(await list(caller, '?limit=100')).toMatchObject({ data: { length: 21 }, next_cursor: null });
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=201',
    'limit=1.5',
    'limit=0x10',
    'limit=1e1',
    'limit=',
    'limit=x',
    'limit=1&limit=2',
    'cursor=',
    'cursor=x',
    'offset=2',
    `cursor=${'x'.repeat(300)}`,
  ])('refuses ?%s', async (query) => {
    const { secret } = await makeCaller();
    const answer = await gateway.call(secret, 'GET', `/messages?${query}`);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'INVALID_REQUEST', fields: expect.any(Object) },
    });
  });

  it.each(['/messages', '/messages/msg_1', '/balance', '/account'])(
    'names the parameters that %s does not have',
    async (path) => {
      const { secret } = await makeCaller();
      expect(await gateway.call(secret, 'GET', `${path}?offset=2&__proto__=1`)).toMatchObject({
        status: 422,
        body: {
          fields: JSON.parse(
            '{"offset":"There is no such field or parameter.","__proto__":"There is no such field or parameter."}',
          ),
        },
      });
    },
  );
});

describe('access to a message', () => {
  it('is limited to its own workspace and environment', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    const { id } = await sendOne(caller);
    const colleague = await makeCaller({ owner: caller.owner });
    const live = await makeCaller({ owner: caller.owner, environment: 'live' });
    const stranger = await makeCaller();
    for (const { secret } of [caller, colleague]) {
      expect(await gateway.call(secret, 'GET', `/messages/${id}`)).toMatchObject({
        status: 200,
        body: { id },
      });
    }
    for (const { secret } of [live, stranger]) {
      expect(await gateway.call(secret, 'GET', `/messages/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'NOT_FOUND' },
      });
    }
    expect((await list(colleague)).data).toHaveLength(1);
    for (const other of [live, stranger]) expect((await list(other)).data).toHaveLength(0);
  });

  it('is not possible with the cursor of another workspace', async () => {
    const caller = await makeCaller({ money: 10_000_000n });
    await sendOne(caller);
    await sendOne(caller);
    const { next_cursor } = await list(caller, '?limit=1');
    expect(await list(await makeCaller(), `?cursor=${next_cursor}`)).toEqual({ data: [], next_cursor: null });
  });
});
