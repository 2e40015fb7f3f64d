import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '@/lib/domain/cursor';
import { newId } from '@/lib/ids';

it('reads what it wrote', () => {
  const times = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(times, (createdAt) => {
      const cursor = { createdAt, id: newId('msg') };
      expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
    }),
  );
});

it('reads nothing else', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decodeCursor(text)).toBeUndefined();
    }),
  );
  const base64 = (text: string) => Buffer.from(text).toString('base64url');
  for (const text of ['999999999999999.msg_1', '-1.msg_1', '1.msg_', "1.msg_' OR 1=1", '1e3.msg_1']) {
    expect(decodeCursor(base64(text))).toBeUndefined();
  }
});
