import { expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { priceMessages, toRecipient } from '@/lib/domain/messages/price';

const DUTCH = '+31612345678';

it.each([
  [DUTCH, ['NL', '31', '*']],
  ['+14165550123', ['CA', '1', '*']],
  ['+80012345678', ['800', '*']],
])('finds the destinations of %s', (recipient, destinations) => {
  expect(toRecipient(recipient).destinations).toEqual(destinations);
});

it.each([
  [{ NL: 75_000n, '31': 80_000n, '*': 100_000n }, 225_000n],
  [{ '31': 80_000n, '*': 100_000n }, 240_000n],
  [{ '*': 100_000n }, 300_000n],
  [{ NL: 0n, '*': 100_000n }, 0n],
])('charges each segment at the price of the most specific destination: %o', (prices, price) => {
  const recipients = [{ ...toRecipient(DUTCH), segments: 3 }];
  expect(priceMessages(recipients, new Map(Object.entries(prices)), now())).toMatchObject({
    value: [{ recipient: DUTCH, price }],
  });
});

it('refuses a destination without a price', () => {
  const recipients = [{ ...toRecipient(DUTCH), segments: 1 }];
  expect(priceMessages(recipients, new Map([['32', 70_000n]]), now())).toMatchObject({
    refusal: { code: 'DESTINATION_NOT_SUPPORTED', message: expect.stringContaining(DUTCH) },
  });
});
