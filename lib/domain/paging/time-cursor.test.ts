import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeCursor } from '@/lib/domain/paging/time-cursor';
import { newId } from '@/lib/ids';

it('decodes what it encoded', () => {
  const times = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(times, (at) => {
      const position = { at, id: newId('msg') };
      expect(timeCursor.decode(timeCursor.encode(position))).toEqual(position);
    }),
  );
});

it('decodes nothing else', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(timeCursor.decode(text)).toBeUndefined();
    }),
  );
  const base64 = (text: string) => Buffer.from(text).toString('base64url');
  for (const text of ['999999999999999.msg_1', '-1.msg_1', '1.msg_', "1.msg_' OR 1=1", '1e3.msg_1']) {
    expect(timeCursor.decode(base64(text))).toBeUndefined();
  }
});
