import { expect, it } from 'vitest';
import { sha256 } from '@/lib/crypto';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';
import { withIdempotency } from '@/lib/domain/idempotency/with-idempotency';
import { ok, refuse } from '@/lib/errors';
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
