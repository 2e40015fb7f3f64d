import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseTimestamp } from '@/lib/domain/text/timestamp';

const TEN = '2026-11-21T10:00:00.000Z';

it.each([
  ['2026-11-21T10:00:00Z', TEN],
  ['2026-11-21T10:00:00+00:00', TEN],
  ['2026-11-21T10:00:00-00:00', TEN],
  ['2026-11-21T10:00:00+0000', TEN],
  ['2026-11-21T10:00:00+00', TEN],
  ['2026-11-21t10:00:00z', TEN],
  ['2026-11-21 10:00:00Z', TEN],
  ['2026-11-21T12:00:00+02:00', TEN],
  ['2026-11-21T15:30:00+0530', TEN],
  ['2026-11-21T02:00:00-08', TEN],
  ['2026-11-21T10:00:00.5Z', '2026-11-21T10:00:00.500Z'],
  ['2026-11-21T10:00:00,25+00:00', '2026-11-21T10:00:00.250Z'],
  ['2026-11-21T10:00:00.123456789Z', '2026-11-21T10:00:00.123Z'],
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
])('reads %s', (text, moment) => {
  expect(parseTimestamp(text)?.toISOString()).toBe(moment);
});

it.each([
  '',
  'yesterday',
  '1700000000',
  '2026-11-21',
  '2026-11-21T10:00:00',
  '2026-11-21T10:00Z',
  '2026-02-30T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '2026-11-21T25:00:00Z',
  '2026-11-21T10:61:00Z',
  '2026-11-21T10:00:00+24:00',
  '2026-11-21T10:00:00 GMT',
  ' 2026-11-21T10:00:00Z',
])('does not read %j', (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
});

it('reads every time with every offset', () => {
  const moments = fc.date({
    min: new Date('1000-01-01'),
    max: new Date('9000-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, fc.integer({ min: -23 * 60, max: 23 * 60 }), (moment, minutes) => {
      const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1);
      const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
      const two = (value: number) => String(value).padStart(2, '0');
      for (const colon of [':', '']) {
        const text = `${local}${minutes < 0 ? '-' : '+'}${two(hours)}${colon}${two(rest)}`;
        expect(parseTimestamp(text)).toEqual(moment);
      }
    }),
  );
});
