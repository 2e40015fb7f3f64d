import { expect, it } from 'vitest';
import { readPriceList } from '@/lib/domain/prices/read-price-list';

const problemsOf = (csv: string) => {
  const read = readPriceList(csv);
  return read.ok ? [] : Object.values(read.refusal.fields ?? {});
};

it('reads countries, calling codes and all others, with and without a network', () => {
  const csv = `destination,network,channel,price
nl,,sms,0.0750
NL,20404, SMS ,0.07
+31,,sms,0.08

*,,sms,"0,1"
`;
  expect(readPriceList(csv)).toEqual({
    ok: true,
    value: [
      { destination: 'NL', network: '', channel: 'sms', amount: 75_000n },
      { destination: 'NL', network: '20404', channel: 'sms', amount: 70_000n },
      { destination: '31', network: '', channel: 'sms', amount: 80_000n },
      { destination: '*', network: '', channel: 'sms', amount: 100_000n },
    ],
  });
});

it('reads the CSV of a spreadsheet with decimal commas', () => {
  expect(readPriceList('\uFEFFDestination;Price\r\nNL;0,075\r\n*;1\r\n')).toMatchObject({
    value: [
      { destination: 'NL', network: '', channel: 'sms', amount: 75_000n },
      { destination: '*', amount: 1_000_000n },
    ],
  });
});

it.each([
  ['', ['The file has no prices.']],
  ['destination,price\n', ['The file has no prices.']],
  [
    'country,price\nNL,1\n',
    [
      'Line 1: there is no column “country”. Name each of destination, network, channel, price once.',
      'Line 1: the column destination is missing.',
    ],
  ],
  [
    'destination,price,price\nNL,1,2\n',
    ['Line 1: there is no column “price”. Name each of destination, network, channel, price once.'],
  ],
  [
    'destination,price\nNL,cheap\nXX,1\n\n1242,0.0000001\n',
    [
      'Line 2, column price: Enter an amount such as 25.00.',
      'Line 3, column destination: Enter a country such as NL, a calling code such as 31, or *.',
      'Line 5, column destination: Enter a country such as NL, a calling code such as 31, or *.',
      'Line 5, column price: Use at most 6 decimals.',
    ],
  ],
  ['destination,price\nNL,-1\n', ['Line 2, column price: Enter an amount such as 25.00.']],
  ['destination,price\nNL,1000.01\n', ['Line 2, column price: Enter at most 1000.']],
  [
    'destination,channel,price\nNL,fax,1\n',
    ['Line 2, column channel: Enter one of sms, voice, lookup, email.'],
  ],
  [
    'destination,channel,price\n*,email,1\nNL,email,1\n',
    ['Line 3, column destination: Enter * without a network: the check of an email address has one price.'],
  ],
  [
    'destination,network,price\nNL,KPN,1\n',
    ['Line 2, column network: Enter MCC and MNC such as 20404, or leave it empty.'],
  ],
  ['destination,price\nNL,1\nnl,2\n', ['Line 3: line 2 has a price for the same already.']],
  ['destination,price\nNL,1\nDE\n', [expect.stringMatching(/line 3\.$/)]],
  ['destination,price\nNL,"1\n', [expect.stringMatching(/Quote.*line 2/)]],
])('names the line and column of the error in %j', (csv, problems) => {
  expect(problemsOf(csv)).toEqual(problems);
});

it('returns the first twenty problems, and how many more there are', () => {
  const lines = Array.from({ length: 25 }, (_, n) => `${n + 1},free`);
  const problems = problemsOf(['destination,price', ...lines].join('\n'));
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toBe('And 5 more problems.');
});
