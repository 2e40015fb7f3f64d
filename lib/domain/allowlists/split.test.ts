import { expect, it } from 'vitest';
import { splitEntries } from '@/lib/domain/allowlists/split';

const networks = (text: string) => splitEntries(text).map(({ network }) => network);

it.each([
  ['203.0.113.7\n203.0.113.0/24\r\n2001:db8::/32', ['203.0.113.7', '203.0.113.0/24', '2001:db8::/32']],
  [
    '203.0.113.7, 203.0.113.8;203.0.113.9 203.0.113.10',
    ['203.0.113.7', '203.0.113.8', '203.0.113.9', '203.0.113.10'],
  ],
  ['["203.0.113.7", "203.0.113.8"]', ['203.0.113.7', '203.0.113.8']],
  ["'203.0.113.7'", ['203.0.113.7']],
  ['203.0.113.0 / 24', ['203.0.113.0/24']],
  ['203.0.113.0 255.255.255.0', ['203.0.113.0/255.255.255.0']],
  ['203.0.113.1 - 203.0.113.9', ['203.0.113.1-203.0.113.9']],
  ['\n\n , ;\n', []],
])('splits %j', (text, expected) => {
  expect(networks(text)).toEqual(expected);
});

it('reads the rest of the line after an entry as its note', () => {
  expect(
    splitEntries('203.0.113.7\tOffice Berlin\n203.0.113.8 # Backup\n# nothing here\n203.0.113.9'),
  ).toEqual([
    { network: '203.0.113.7', note: 'Office Berlin' },
    { network: '203.0.113.8', note: 'Backup' },
    { network: '203.0.113.9', note: '' },
  ]);
});
