import { expect, it, onTestFinished } from 'vitest';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { type BegunRequest, beginRequest, finishRequest } from '@/lib/domain/idempotency/remote-request';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { ok, refuse } from '@/lib/errors';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';

interface KeyRequest extends IdempotencyKey {
  actor: ApiKeyActor;
}

async function makeRequest(): Promise<KeyRequest> {
  const { actor } = await makeCaller();
  return {
    actor,
    workspaceId: actor.workspaceId,
    environment: 'sandbox',
    operation: 'messages.send',
    key: 'order-1',
    requestHash: sha256('{}'),
  };
}

const toResponse = (value: string) => ({ status: 202, contentType: 'text/plain', body: value });
const run = ({ actor, ...request }: KeyRequest, value: string) =>
  transactForKey(actor, { request: { ...request, toResponse }, work: async () => ok(value) });

it('does the work of a request once, and then returns the stored response', async () => {
  const request = await makeRequest();
  expect(await run(request, 'first')).toEqual(ok('first'));
  expect(await run(request, 'second')).toEqual({
    ok: true,
    stored: { status: 202, contentType: 'text/plain', body: 'first' },
  });
});

it.each<Partial<IdempotencyKey>>([
  { environment: 'live' },
  { operation: 'messages.cancel' },
  { key: 'order-2' },
])('is another request with %j', async (other) => {
  const request = await makeRequest();
  await run(request, 'first');
  expect(await run({ ...request, ...other }, 'second')).toEqual(ok('second'));
});

it('is another request in another workspace', async () => {
  await run(await makeRequest(), 'first');
  expect(await run(await makeRequest(), 'second')).toEqual(ok('second'));
});

it('does not store a refusal', async () => {
  const request = await makeRequest();
  const refused = await transactForKey(request.actor, {
    request: { ...request, toResponse },
    work: async () => refuse('CONFLICT', 'Not now.'),
  });
  expect(refused).toMatchObject({ refusal: { code: 'CONFLICT' } });
  expect(await run(request, 'second')).toEqual(ok('second'));
});

it('cannot be finished after another process has begun it again', async () => {
  const request = await makeRequest();
  const begin = async (): Promise<BegunRequest> => {
    const begun = granted(await beginRequest(request, MINUTE));
    if (!('begun' in begun)) throw new Error('The request was not begun.');
    return begun.begun;
  };
  const late = await begin();
  setClockOffset(2 * MINUTE);
  onTestFinished(() => setClockOffset(0));
  const current = await begin();
  await expect(finishRequest(late, toResponse('late'))).rejects.toThrow('begun again');
  await finishRequest(current, toResponse('current'));
  expect(await run(request, 'third')).toMatchObject({ stored: { body: 'current' } });
});

it('refuses a request at once while the same one runs in another transaction', async () => {
  const { actor, ...request } = await makeRequest();
  const started = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const first = transactForKey(actor, {
    request: { ...request, toResponse },
    work: async () => {
      started.resolve();
      await released.promise;
      return ok('first');
    },
  });
  await started.promise;
  expect(await run({ actor, ...request }, 'second')).toMatchObject({
    refusal: { code: 'IDEMPOTENCY_CONFLICT' },
  });
  released.resolve();
  expect(await first).toEqual(ok('first'));
});

it('returns the stored response also after the key was revoked, and refuses a new request', async () => {
  const request = await makeRequest();
  await run(request, 'first');
  await db().apiKey.update({ where: { id: request.actor.keyId }, data: { revokedAt: new Date() } });
  expect(await run(request, 'second')).toMatchObject({ stored: { body: 'first' } });
  expect(await run({ ...request, key: 'order-2' }, 'second')).toMatchObject({
    refusal: { code: 'INVALID_API_KEY' },
  });
});
