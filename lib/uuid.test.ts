import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '@/lib/ids';
import { base62ToUuid, uuidToBase62 } from '@/lib/uuid';

it('writes every UUID as 22 base62 digits, and reads it back', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const digits = uuidToBase62(uuid) ?? '';
      expect(digits).toMatch(/^[0-9A-Za-z]{22}$/);
      expect(base62ToUuid(digits)).toBe(uuid);
    }),
  );
  expect(uuidToBase62('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe('LygHa16AHYFLygHa16AHYF');
  expect(uuidToBase62('00000000-0000-0000-0000-00000000003E')).toBe(`${'0'.repeat(20)}10`);
});

it('reads nothing else', () => {
  for (const text of ['', 'message', '00000000000000000000000', 'LygHa16AHYGLygHa16AHYF', '-'.repeat(22)]) {
    expect([uuidToBase62(text), base62ToUuid(text)]).toEqual([undefined, undefined]);
  }
});

it('is what ids are made of', () => {
  const [kind, digits = ''] = newId('msg').split('_');
  expect(kind).toBe('msg');
  expect(base62ToUuid(digits)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});
