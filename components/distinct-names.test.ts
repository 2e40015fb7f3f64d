import { expect, it } from 'vitest';
import { distinctNames } from '@/components/distinct-names';

it('adds the id only if several items have the same name', () => {
  const names = distinctNames([
    { id: 'key_1', name: 'Billing' },
    { id: 'key_2', name: 'Shipping' },
    { id: 'key_3', name: 'Billing' },
    { id: 'key_2', name: 'Shipping' },
  ]);
  expect([...names]).toEqual([
    ['key_1', 'Billing, key_1'],
    ['key_2', 'Shipping'],
    ['key_3', 'Billing, key_3'],
  ]);
});
