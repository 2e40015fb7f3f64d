import { expect, it } from 'vitest';
import { sha256 } from '@/lib/crypto';
import { type OnceOnly, transactOnce } from '@/lib/domain/idempotency/once';
import { ok, refuse } from '@/lib/errors';
import { makeMember } from '@/lib/testing/factories';

async function makeRequest(): Promise<OnceOnly> {
  const { workspaceId } = await makeMember();
  return {
    workspaceId,
    environment: 'sandbox',
    operation: 'messages.send',
    key: 'order-1',
    requestHash: sha256('{}'),
  };
}

const answer = (value: string) => ({ status: 202, body: value });
const take = (request: OnceOnly, value: string) =>
  transactOnce({ ...request, answer }, async () => ok(value));

it('does the work of a request once, and answers as it did then', async () => {
  const request = await makeRequest();
  expect(await take(request, 'first')).toEqual(ok({ value: 'first' }));
  expect(await take(request, 'second')).toEqual(ok({ kept: { status: 202, body: 'first' } }));
});

it.each<Partial<OnceOnly>>([{ environment: 'live' }, { operation: 'messages.cancel' }, { key: 'order-2' }])(
  'takes it for another with %j',
  async (other) => {
    const request = await makeRequest();
    await take(request, 'first');
    expect(await take({ ...request, ...other }, 'second')).toEqual(ok({ value: 'second' }));
  },
);

it('takes it for another in another workspace', async () => {
  await take(await makeRequest(), 'first');
  expect(await take(await makeRequest(), 'second')).toEqual(ok({ value: 'second' }));
});

it('keeps no refusal', async () => {
  const request = await makeRequest();
  const refused = await transactOnce({ ...request, answer }, async () => refuse('CONFLICT', 'Not now.'));
  expect(refused).toMatchObject({ refusal: { code: 'CONFLICT' } });
  expect(await take(request, 'second')).toEqual(ok({ value: 'second' }));
});
