import { expect, it } from 'vitest';
import { newId, newIdAt, timesOfIds } from '@/lib/ids';
import { base62ToUuid, uuidToBase62 } from '@/lib/uuid';

const [early, late] = [new Date('2026-11-27T10:00:00.123Z'), new Date('2026-12-01T00:00:00.000Z')];

it('makes ids that tell their time, as UUIDs of version 7', () => {
  const id = newIdAt('msg', early);
  expect(base62ToUuid(id.slice('msg_'.length))).toMatch(
    /^01a21c72-917b-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(newIdAt('msg', early)).not.toBe(id);
  expect(timesOfIds([id])).toEqual({ first: early, last: early });
});

it('knows from when to when ids are', () => {
  const ids = [newIdAt('msg', late), newIdAt('msg', early), newIdAt('msg', late)];
  expect(timesOfIds(ids)).toEqual({ first: early, last: late });
});

it.each([
  ['no ids', []],
  ['a random one among them', [newIdAt('msg', early), newId('msg')]],
  ['one of another form', ['msg_1']],
  ['one with a time after the year 9999', [`msg_${uuidToBase62('ffffffff-ffff-7fff-bfff-ffffffffffff')}`]],
])('does not know it with %s', (_case, ids) => {
  expect(timesOfIds(ids)).toBeUndefined();
});
