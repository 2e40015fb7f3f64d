import { expect, it, onTestFinished } from 'vitest';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { type BegunRequest, beginRequest, finishRequest } from '@/lib/domain/idempotency/remote-request';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';
import { withIdempotency } from '@/lib/domain/idempotency/with-idempotency';
import { ok, refuse } from '@/lib/errors';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

async function makeRequest(): Promise<IdempotencyKey> {
  const { workspaceId } = await makeMember();
  return {
    workspaceId,
    environment: 'sandbox',
    operation: 'messages.send',
    key: 'order-1',
    requestHash: sha256('{}'),
  };
}

const toResponse = (value: string) => ({ status: 202, contentType: 'text/plain', body: value });
const run = (request: IdempotencyKey, value: string) =>
  withIdempotency({ ...request, toResponse }, async () => ok(value));

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
  const refused = await withIdempotency({ ...request, toResponse }, async () =>
    refuse('CONFLICT', 'Not now.'),
  );
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
