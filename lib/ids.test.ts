import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BASE62 } from '@/lib/base62';
import { DAY, setClockOffset } from '@/lib/clock';
import { newId, newIdAt, timesOfIds } from '@/lib/ids';
import { base62ToUuid, uuidAt, uuidToBase62 } from '@/lib/uuid';

const [early, late] = [new Date('2026-11-27T10:00:00.123Z'), new Date('2026-12-01T00:00:00.000Z')];

beforeEach(() => setClockOffset(late.getTime() - Date.now()));
afterEach(() => setClockOffset(0));

it('makes ids that tell their time, as UUIDs of version 7', () => {
  const id = newIdAt('msg', early);
  expect(base62ToUuid(id.slice('msg_'.length))).toMatch(
    /^01a21c72-917b-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(newIdAt('msg', early)).not.toBe(id);
  expect(timesOfIds([id])).toEqual({ first: early, last: early });
});

it('reads the time of ids that the database makes, in hexadecimal digits', () => {
  expect(timesOfIds(['dlv_01a21c72917b71238bcd0123456789ab'])).toEqual({ first: early, last: early });
  expect(timesOfIds(['dlv_01a21c72917b41238bcd0123456789ab'])).toBeUndefined();
});

it('tells the first and the last time of ids', () => {
  const ids = [newIdAt('msg', late), newIdAt('msg', early), newIdAt('msg', late)];
  expect(timesOfIds(ids)).toEqual({ first: early, last: late });
});

it.each([
  ['no id', []],
  ['ids with a random one among them', [newIdAt('msg', early), newId('msg')]],
  ['an id of another form', ['msg_1']],
  [
    'an id of another variant',
    [`msg_${uuidToBase62(uuidAt(early, '00000000-0000-4000-c000-000000000000'))}`],
  ],
  ['an id from before ids had a time', [newIdAt('msg', new Date('2026-11-26T23:59:59.999Z'))]],
  ['an id from more than a day later', [newIdAt('msg', new Date(late.getTime() + 2 * DAY))]],
])('tells no times of %s', (_case, ids) => {
  expect(timesOfIds(ids)).toBeUndefined();
});

it('tells no times of ids of 22 random digits, which were made before ids were UUIDs', () => {
  const digits = fc.string({ unit: fc.constantFrom(...BASE62), minLength: 22, maxLength: 22 });
  const ids = fc.sample(digits, { numRuns: 10_000, seed: 1 }).map((each) => `msg_${each}`);
  expect(ids.filter((id) => timesOfIds([id]))).toEqual([]);
});
