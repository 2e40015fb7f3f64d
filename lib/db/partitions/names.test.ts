import { expect, it } from 'vitest';
import { endOf, partitionName, startOf } from '@/lib/db/partitions/names';

const lastOfYear = new Date('2026-12-31T23:59:59.999Z');

it('begins days and months in UTC', () => {
  expect(startOf('day', lastOfYear)).toEqual(new Date('2026-12-31'));
  expect(startOf('day', lastOfYear, 1)).toEqual(new Date('2027-01-01'));
  expect(startOf('month', lastOfYear)).toEqual(new Date('2026-12-01'));
  expect(startOf('month', lastOfYear, 2)).toEqual(new Date('2027-02-01'));
});

it.each([
  ['day', 'calls_20261231', '2027-01-01'],
  ['month', 'calls_202612', '2027-01-01'],
] as const)('names a %s by its start and knows its end', (period, name, end) => {
  expect(partitionName('calls', period, startOf(period, lastOfYear))).toBe(name);
  expect(endOf('calls', name)).toEqual(new Date(end));
});

it('knows that the first partition is named by its end, and that the default one has no end', () => {
  expect(endOf('calls', 'calls_until_20261201')).toEqual(new Date('2026-12-01'));
  expect(endOf('calls', 'calls_default')).toBeUndefined();
  expect(endOf('calls', 'calls_backup_20261201')).toBeUndefined();
});
