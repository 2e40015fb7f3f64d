import { expect, it } from 'vitest';
import { priceMessage } from '@/lib/domain/messaging/price';

it('asks each destination its price for every segment', () => {
  expect(priceMessage('+31612345678', 1)).toBe(8n);
  expect(priceMessage('+31612345678', 3)).toBe(24n);
  expect(priceMessage('+15005550100', 2)).toBe(2n);
  expect(priceMessage('+6421123456', 1)).toBe(10n);
});
