import { expect, it } from 'vitest';
import { priceMessage } from '@/lib/domain/messaging/price';

it('asks each destination its price for every segment', () => {
  expect(priceMessage('+31612345678', 1)).toBe(80_000n);
  expect(priceMessage('+31612345678', 3)).toBe(240_000n);
  expect(priceMessage('+15005550100', 2)).toBe(20_000n);
  expect(priceMessage('+6421123456', 1)).toBe(100_000n);
});
