import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalNetwork, isAllowed } from '@/lib/domain/allowlists/network';

describe('canonicalNetwork', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7/32'],
    [' 203.0.113.0/24 ', '203.0.113.0/24'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['2001:DB8:0:0::', '2001:db8::/128'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['::ffff:203.0.113.7', '203.0.113.7/32'],
    ['::ffff:203.0.113.0/120', '203.0.113.0/24'],
  ])('writes %s as %s', (text, canonical) => {
    expect(canonicalNetwork(text)).toBe(canonical);
  });

  it.each([
    '',
    'localhost',
    '203.0.113',
    '203.0.113.256',
    '0313.0.113.7',
    '203.0.113.07',
    '0xcb.0.113.7',
    '3405803783',
    '203.0.113.7/33',
    '203.0.113.7/-1',
    '203.0.113.7/',
    '203.0.113.7/24',
    '203.0.113.0/24/24',
    '203.0.113.0/024',
    '203.0.113.0/255.255.255.0',
    '0.0.0.0',
    '::/128',
    '0.0.0.0/0',
    '10.0.0.0/7',
    '::/0',
    '2001:db8::1/64',
    'fe80::1%eth0',
    '::ffff:203.0.113.0/95',
  ])('refuses %j', (text) => {
    expect(canonicalNetwork(text)).toBeUndefined();
  });
});

describe('isAllowed', () => {
  it('allows every address without networks', () => {
    expect(isAllowed([], '203.0.113.7')).toBe(true);
  });

  it('allows no address that cannot be read', () => {
    expect(isAllowed(['203.0.113.0/24'], 'unknown')).toBe(false);
  });

  it('agrees with the BlockList of Node, also next to the limits of a network', () => {
    const v4 = fc.tuple(
      fc.integer({ min: 1, max: 0xffffffff }),
      fc.integer({ min: 8, max: 32 }),
      fc.integer({ min: -2, max: 2 }),
    );
    fc.assert(
      fc.property(v4, fc.boolean(), ([number, length, step], mapped) => {
        const size = 2 ** (32 - length);
        const first = Math.floor(number / size) * size;
        const dotted = (value: number) =>
          [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
        const edge = step <= 0 ? first + step : first + size - 2 + step;
        const asked = dotted((edge + 2 ** 32) % 2 ** 32);
        const reference = new BlockList();
        reference.addSubnet(dotted(first), length, 'ipv4');
        const network = canonicalNetwork(`${dotted(first)}/${length}`);
        expect(network).toBeDefined();
        expect(isAllowed([network ?? ''], mapped ? `::ffff:${asked}` : asked)).toBe(
          reference.check(asked, 'ipv4'),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees with the BlockList of Node on IPv6', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), fc.integer({ min: 16, max: 128 }), (base, asked, length) => {
        if (isIP(base) !== 6 || isIP(asked) !== 6) return;
        const network = canonicalNetwork(`${base}/${length}`);
        if (network === undefined || !network.includes(':') || asked.toLowerCase().startsWith('::')) return;
        const reference = new BlockList();
        reference.addSubnet(network.split('/')[0] ?? '', length, 'ipv6');
        for (const address of [asked, base]) {
          expect(isAllowed([network], address)).toBe(reference.check(address, 'ipv6'));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
