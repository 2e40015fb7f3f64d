import { expect, it } from 'vitest';
import type { KeyUse } from '@/lib/domain/usage/record';
import type { Room } from '@/lib/gateway/recording/counted-uses';
import { SecretUses } from '@/lib/gateway/recording/secret-uses';
import { makeUse } from '@/lib/testing/factories/usage';

const FULL = { countsLeft: 0, addressesLeft: 0 };

function makeUses(room: Room) {
  const uses = new SecretUses('sec_1', room);
  const call = (changes: Partial<KeyUse> = {}) =>
    uses.add({ ...makeUse({ keyId: 'key_1', secretId: 'sec_1' }), ...changes });
  const callsOf = ({ calls }: ReturnType<typeof uses.take>) =>
    Array.from(calls.values(), ({ status, calls: made }) => [status, made]);
  return { uses, call, callsOf };
}

it('drops calls without room, but never those of the present run', () => {
  const room = { ...FULL };
  const { uses, call, callsOf } = makeUses(room);
  for (const status of [404, 404, 200]) call({ status });
  const taken = uses.take();
  expect(callsOf(taken)).toEqual([[200, 1]]);
  taken.free();
  expect(room).toEqual(FULL);
});

it('keeps counts if addresses have taken all their room', () => {
  const { uses, call, callsOf } = makeUses({ countsLeft: 10, addressesLeft: 2 });
  for (let n = 0; n < 100; n++) call({ address: `2001:db8::${n}` });
  call({ operation: 'messages.list' });
  const taken = uses.take();
  expect(callsOf(taken)).toEqual([
    [200, 100],
    [200, 1],
  ]);
  expect([...taken.addresses.keys()]).toEqual(['2001:db8::0', '192.0.2.7']);
});

it('takes room once for calls that could not be written, and loses none of them', () => {
  const before = { countsLeft: 10, addressesLeft: 10 };
  const room = { ...before };
  const { uses, call, callsOf } = makeUses(room);
  call();
  const taken = uses.take();
  for (const status of [404, 200, 500]) call({ status });
  uses.putBack(taken);
  const again = uses.take();
  expect(callsOf(again)).toEqual([
    [200, 2],
    [404, 1],
    [500, 1],
  ]);
  again.free();
  expect(room).toEqual(before);
});

it('limits calls again after a failed write', () => {
  const room = { ...FULL };
  const { uses, call, callsOf } = makeUses(room);
  call();
  uses.putBack(uses.take());
  for (const status of [404, 500]) call({ status });
  expect(callsOf(uses.take())).toEqual([
    [200, 1],
    [500, 1],
  ]);
});
