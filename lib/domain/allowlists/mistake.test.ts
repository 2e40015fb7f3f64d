import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMistake } from '@/lib/domain/allowlists/mistake';
import { canonicalNetwork } from '@/lib/domain/allowlists/network';
import { allowlistSchema } from '@/lib/domain/allowlists/schema';

describe('findMistake', () => {
  it.each([
    // Bits of the host.
    [
      '203.0.113.7/24',
      /one address of the network 203\.0\.113\.0\/24/,
      [['203.0.113.0/24'], ['203.0.113.7']],
    ],
    ['2001:db8::1/64', /one address of the network 2001:db8::\/64/, [['2001:db8::/64'], ['2001:db8::1']]],
    ['::ffff:203.0.113.7/120', /203\.0\.113\.0\/24/, [['203.0.113.0/24'], ['203.0.113.7']]],
    // Everywhere.
    ['0.0.0.0/0', /leave the list empty/, []],
    ['203.0.113.7/0', /leave the list empty/, []],
    ['::/0', /leave the list empty/, []],
    ['::ffff:0.0.0.0/96', /leave the list empty/, []],
    ['0/0', /leave the list empty/, []],
    ['0.0.0.0', /leave the list empty/, []],
    ['0.0.0.0/32', /leave the list empty/, []],
    ['::', /leave the list empty/, []],
    ['*', /leave the list empty/, []],
    ['*.*.*.*', /leave the list empty/, []],
    ['any', /leave the list empty/, []],
    // Prefixes.
    ['10.0.0.0/7', /too wide.*at least 8/, []],
    ['2000::/3', /too wide.*at least 16/, []],
    ['203.0.113.7/33', /at most 32/, [['203.0.113.7']]],
    ['2001:db8::1/129', /at most 128/, [['2001:db8::1']]],
    ['203.0.113.0/', /after the slash/, [['203.0.113.0']]],
    ['203.0.113.0/-1', /whole number/, [['203.0.113.0']]],
    ['203.0.113.0/abc', /whole number/, [['203.0.113.0']]],
    ['203.0.113.0/024', /leading zeros/, [['203.0.113.0/24']]],
    ['203.0.113.0/24/24', /one prefix length/, []],
    ['::ffff:203.0.113.0/95', /as IPv4/, []],
    // Netmasks.
    ['203.0.113.0/255.255.255.0', /netmask/, [['203.0.113.0/24']]],
    ['203.0.113.0 255.255.255.0', /network only/, [['203.0.113.0/24']]],
    ['203.0.113.0/0.0.0.255', /netmask/, [['203.0.113.0/24']]],
    ['203.0.113.7/255.255.255.0', /netmask/, [['203.0.113.0/24'], ['203.0.113.7']]],
    ['203.0.113.7/255.255.255.255', /netmask/, [['203.0.113.7/32']]],
    ['203.0.113.0/255.0.255.0', /netmask/, [['203.0.113.0']]],
    // Wildcards.
    ['203.0.113.*', /wildcard/, [['203.0.113.0/24']]],
    ['203.0.*.*', /wildcard/, [['203.0.0.0/16']]],
    ['203.0.*', /wildcard/, [['203.0.0.0/16']]],
    ['203.0.113.x', /wildcard/, [['203.0.113.0/24']]],
    ['203.*.113.0', /wildcard/, []],
    ['2001:db8:*', /wildcard/, []],
    ['*.example.com', /wildcard|name/, []],
    // Ranges.
    ['203.0.113.0-203.0.113.255', /range/, [['203.0.113.0/24']]],
    ['203.0.113.4 - 203.0.113.9', /range/, [['203.0.113.4/30', '203.0.113.8/31']]],
    ['203.0.113.4–9', /range/, [['203.0.113.4/30', '203.0.113.8/31']]],
    ['2001:db8::1-2001:db8::2', /range/, [['2001:db8::1', '2001:db8::2']]],
    ['203.0.113.9-203.0.113.4', /range/, []],
    ['203.0.113.1-203.7.113.254', /range/, []],
    // Lists.
    ['203.0.113.7, 203.0.113.8', /per row/, [['203.0.113.7', '203.0.113.8']]],
    ['203.0.113.7 203.0.113.8', /per row/, [['203.0.113.7', '203.0.113.8']]],
    ['203.0.113.7;203.0.113.8', /per row/, [['203.0.113.7', '203.0.113.8']]],
    ['203.0.113.7\n203.0.113.8', /per row/, [['203.0.113.7', '203.0.113.8']]],
    // More than an address.
    ['"203.0.113.7"', /network only/, [['203.0.113.7']]],
    ['203.0.113.7,', /network only/, [['203.0.113.7']]],
    ['203.0.113.7 Office', /note/, [['203.0.113.7']]],
    ['203.0.113.7 # Office', /note/, [['203.0.113.7']]],
    ['203.0.113.7:443', /port/, [['203.0.113.7']]],
    ['[2001:db8::1]:443', /port/, [['2001:db8::1']]],
    ['[2001:db8::1]', /brackets/, [['2001:db8::1']]],
    ['[2001:db8::]/32', /brackets/, [['2001:db8::/32']]],
    ['https://203.0.113.7/path', /URL/, [['203.0.113.7']]],
    ['https://user@203.0.113.7:8443/path', /URL/, [['203.0.113.7']]],
    ['http://[2001:db8::1]:8080/', /URL/, [['2001:db8::1']]],
    ['https://example.com', /URL/, []],
    ['fe80::1%eth0', /zone/, [['fe80::1']]],
    ['fe80::%1/64', /zone/, [['fe80::/64']]],
    // Not addresses.
    ['', /Enter an address/, []],
    ['localhost', /not a name/, []],
    ['api.example.com', /not a name/, []],
    ['bücher.example', /not a name/, []],
    ['office-1', /not a name/, []],
    ['example.com/24', /not a name/, []],
    ['203.0.113', /four numbers/, []],
    ['10/8', /four numbers/, []],
    ['203.0.113/24', /four numbers/, [['203.0.113.0/24']]],
    ['203.0.113.256', /0 to 255/, []],
    ['203.0.113.7.8', /four numbers/, []],
    ['203.0.113.07', /leading zeros/, [['203.0.113.7']]],
    ['0313.0.113.7', /0 to 255|leading zeros/, []],
    ['203.0.113.010/32', /leading zeros/, [['203.0.113.10/32']]],
    ['0xcb.0.113.7', /four numbers/, []],
    ['3405803783', /four numbers/, []],
    ['2001:db8:::1', /IPv6/, []],
    ['2001:db8', /IPv6/, []],
    ['2001:db8::g', /IPv6/, []],
    ['203.0.113.0\\24', /such as 203/, []],
    ['۲۰۳.۰.۱۱۳.۷', /./, []],
  ])('explains what is wrong with %j, and what to list instead', (text, message, fixes) => {
    expect(canonicalNetwork(text)).toBeUndefined();
    const mistake = findMistake(text);
    expect(mistake.message).toMatch(message);
    expect(mistake.fixes).toEqual(fixes);
    const parsed = allowlistSchema.safeParse([{ network: text }]);
    expect(parsed.error?.issues).toMatchObject([{ message: mistake.message, path: [0, 'network'] }]);
  });

  it('proposes only valid entries', () => {
    const part = fc.constantFrom(
      ...'203.0.113.7 0.0.0.0 10.0.0.0 2001:db8::1 ::ffff:203.0.113.7 fe80::1%eth0 [::1] 255.255.0.0'.split(
        ' ',
      ),
      ...'/0 /7 /8 /24 /33 /129 / /255.255.255.0 :443 - * . x 0 https:// example.com # %'.split(' '),
      '\n',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const text = parts.join('');
        if (canonicalNetwork(text) !== undefined) return;
        const { message, fixes } = findMistake(text);
        expect(message).not.toBe('');
        if (message.includes('per row')) return;
        for (const network of fixes.flat()) expect(canonicalNetwork(network), text).toBeDefined();
      }),
      { numRuns: 5_000 },
    );
  });
});
