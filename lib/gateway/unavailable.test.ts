import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { db, disconnect } from '@/lib/db/client';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { overrideEnv } from '@/lib/env';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { type DatabaseProxy, startDatabaseProxy } from '@/lib/testing/servers/database-proxy';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

const hello = { to: '+31612345678', text: 'Hello' };
let proxy: DatabaseProxy;
let gateway: TestGateway;
let caller: Caller;
beforeAll(async () => {
  proxy = await startDatabaseProxy(process.env.DATABASE_URL ?? '');
  overrideEnv({ DATABASE_URL: proxy.url });
  gateway = await startGateway();
  caller = await makeCaller({ money: 10_000_000n });
});
afterAll(async () => {
  await gateway.close();
  await disconnect();
  await proxy.close();
});

const calls = {
  'GET /account': () => gateway.call(caller.secret, 'GET', '/account'),
  'GET /messages': () => gateway.call(caller.secret, 'GET', '/messages'),
  'POST /messages': () => gateway.call(caller.secret, 'POST', '/messages', hello),
};

it.each(Object.entries(calls))(
  'responds to %s with 503 while the database is unavailable, and correctly afterwards',
  async (_, call) => {
    expect((await call()).status).toBeLessThan(300);
    proxy.become('cut');
    const answer = await call();
    expect(answer).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(JSON.stringify(answer.body)).not.toMatch(/postgres|prisma|connect|127\.0\.0\.1/i);
    proxy.become('pass');
    await vi.waitFor(async () => expect((await call()).status).toBeLessThan(300), { timeout: 10_000 });
  },
);

it('needs no database to refuse a key that is malformed', async () => {
  proxy.become('cut');
  expect((await gateway.call('kd_live_x', 'GET', '/account')).status).toBe(401);
  const together = [lookUpKey(caller.secret, keydesk.keys), lookUpKey('kd_live_x', keydesk.keys)];
  expect(await Promise.allSettled(together)).toMatchObject([
    { status: 'rejected' },
    { status: 'fulfilled', value: null },
  ]);
  proxy.become('pass');
});

it('does not wait for ever for a database that accepts connections and does not respond', async () => {
  proxy.become('freeze');
  const answers = await Promise.all(Object.values(calls).map((call) => call()));
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  proxy.become('cut');
  proxy.become('pass');
  await vi.waitFor(async () => expect((await calls['POST /messages']()).status).toBe(202), {
    timeout: 10_000,
  });
}, 60_000);

it('responds to an error of ours with 500 and the request id, without details', async () => {
  await db().$executeRaw`ALTER TABLE messages RENAME COLUMN text TO words`;
  const answer = await calls['GET /messages']();
  await db().$executeRaw`ALTER TABLE messages RENAME COLUMN words TO text`;
  expect(answer).toMatchObject({
    status: 500,
    body: { code: 'INTERNAL_ERROR', request_id: answer.headers.get('x-request-id') },
  });
  expect(JSON.stringify(answer.body)).not.toMatch(/column|prisma|\bat /i);
});
