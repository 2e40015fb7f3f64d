import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { batchResource } from '@/lib/profiles/keydesk/batch';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const recipients = [
  { to: '+31612345678', variables: { name: 'Ada' } },
  { to: '+32470123456', variables: { name: 'Bo' } },
];
const text = 'Hello {{name}}';
const MONEY = 1_000_000_000n;

async function send(caller: Caller, body: unknown) {
  return batchResource.parse((await gateway.call(caller.secret, 'POST', '/batches', body)).body);
}

describe('batches over HTTP', () => {
  it('are checked, sent, listed, read and canceled, and the ledger tells what they cost', async () => {
    const caller = await makeCaller({ money: MONEY });
    const call = (method: string, path: string, body?: unknown) =>
      gateway.call(caller.secret, method, path, body);
    const at = new Date(now().getTime() + DAY).toISOString();

    expect((await call('POST', '/precheck', { recipients, text })).body).toMatchObject({
      price: { amount: '0.1500' },
      balance_after: { amount: '999.8500' },
      sufficient: true,
      unroutable: [],
    });
    const batch = await send(caller, { recipients, text, from: 'Acme', at, per_minute: 60 });
    expect(batch).toMatchObject({ recipients: 2, scheduled_at: at, per_minute: 60, statuses: { queued: 2 } });
    expect((await call('GET', `/messages?batch=${batch.id}&country=BE`)).body).toMatchObject({
      data: [{ text: 'Hello Bo', batch_id: batch.id, country: 'BE', scheduled_at: expect.any(String) }],
    });
    expect((await call('GET', '/batches?page=1')).body).toMatchObject({ data: [{ id: batch.id }], total: 1 });
    expect((await call('GET', '/statistics')).body).toMatchObject({ messages: 2, statuses: { queued: 2 } });

    const canceled = await call('POST', `/batches/${batch.id}/cancel`);
    expect(canceled).toMatchObject({ status: 200, body: { statuses: { queued: 0, canceled: 2 } } });
    expect((await call('GET', `/batches/${batch.id}`)).body).toEqual(canceled.body);
    expect((await call('GET', '/transactions?limit=3')).body).toMatchObject({
      data: [
        { number: 5, kind: 'refund', balance_after: { amount: '1000.0000' }, batch_id: batch.id },
        { number: 4, kind: 'refund' },
        { number: 3, kind: 'charge', amount: { amount: '-0.0700' } },
      ],
      next_cursor: expect.any(String),
    });
  });

  it('are sent once for an idempotency key', async () => {
    const caller = await makeCaller({ money: MONEY });
    const headers = { 'idempotency-key': 'once' };
    const again = () => gateway.call(caller.secret, 'POST', '/batches', { recipients, text }, headers);
    const first = await again();
    expect(await again()).toMatchObject({ status: 202, body: first.body });
  });

  it('name wrong fields as the caller sent them', async () => {
    const caller = await makeCaller({ money: MONEY });
    const wrong = { recipients: [{ to: '12' }], text, at: 'soon', per_minute: 0 };
    expect(await gateway.call(caller.secret, 'POST', '/batches', wrong)).toMatchObject({
      status: 422,
      body: { fields: { per_minute: expect.any(String) } },
    });
    const late = { recipients, text, at: '2020-01-01T00:00:00Z' };
    expect(await gateway.call(caller.secret, 'POST', '/batches', late)).toMatchObject({
      status: 422,
      body: { fields: { at: expect.any(String) } },
    });
  });

  it('may have a body that is larger than that of other operations', async () => {
    const caller = await makeCaller({ money: MONEY });
    const many = Array.from({ length: 2_000 }, (_, n) => ({
      to: `+316${10_000_000 + n}`,
      variables: { name: 'x'.repeat(20) },
    }));
    expect(await send(caller, { recipients: many, text })).toMatchObject({ recipients: 2_000 });
    const huge = { recipients, text: 'x'.repeat(5 * 1024 * 1024) };
    expect((await gateway.call(caller.secret, 'POST', '/batches', huge)).status).toBe(413);
    expect((await gateway.call(caller.secret, 'POST', '/messages', huge)).status).toBe(413);
  });

  it('need the scopes of their routes', async () => {
    const caller = await makeCaller({ scopes: ['balance.read'] });
    for (const path of ['/transactions', '/batches', '/statistics']) {
      expect((await gateway.call(caller.secret, 'GET', path)).status).toBe(403);
    }
    expect((await gateway.call(caller.secret, 'GET', '/prices')).status).toBe(200);
  });
});
