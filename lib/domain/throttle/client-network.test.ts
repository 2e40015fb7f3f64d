import { expect, it } from 'vitest';
import { clientNetwork } from '@/lib/domain/throttle/client-network';

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['::1', '::/64'],
  ['not an address', 'not an address'],
])('maps %s to %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network);
});
