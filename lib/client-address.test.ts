import { once } from 'node:events';
import { createServer, get, IncomingMessage } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientAddress, normalizeAddress } from '@/lib/client-address';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const req = new IncomingMessage(socket);
  if (forwarded !== undefined) req.headers['x-forwarded-for'] = forwarded;
  return req;
}

describe('normalizeAddress', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::ffff:192.0.2.1%eth0', '192.0.2.1'],
    ['2001:db8::1%a-b::c', '2001:db8::1'],
  ])('writes %s as %s', (text, expected) => {
    expect(normalizeAddress(text)).toBe(expected);
  });

  it.each(['', 'unknown', '192.0.2', '192.0.2.256', '192.0.2.1:80', 'localhost'])('refuses %j', (text) => {
    expect(normalizeAddress(text)).toBeNull();
  });

  it('never throws', () => {
    const part = fc.constantFrom('::', ':', 'ffff', 'fe80', '192.0.2.1', '%', '.', '0', '-');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        const address = normalizeAddress(parts.join(''));
        if (address !== null) expect(normalizeAddress(address)).toBe(address);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('clientAddress', () => {
  it('is the address of the socket if no proxy is trusted, no matter what the client claims', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.string(), (socket, claim) => {
        expect(clientAddress(request(socket, claim), 0)).toBe(socket);
      }),
    );
  });

  it('is what the outermost trusted proxy saw, no matter what comes before', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.ipV4(),
        fc.array(fc.ipV4(), { minLength: 1, maxLength: 4 }),
        (claim, client, proxies) => {
          const [socket = '', ...inner] = proxies;
          const forwarded = [claim, client, ...inner.reverse()].join(', ');
          expect(clientAddress(request(socket, forwarded), proxies.length)).toBe(client);
        },
      ),
    );
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['203.0.113.7:0', '203.0.113.7'],
    ['203.0.113.7:65535', '203.0.113.7'],
    [' \t203.0.113.7:4711 ', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['[2001:DB8::1]:4711', '2001:db8::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['[::ffff:203.0.113.7]', '203.0.113.7'],
    ['[::ffff:cb00:7107]:4711', '203.0.113.7'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%eth0]:4711', 'fe80::1'],
  ])('reads %j as %s', (entry, expected) => {
    expect(clientAddress(request('10.0.0.1', entry), 1)).toBe(expected);
    expect(clientAddress(request('10.0.0.1', `198.51.100.1, ${entry}`), 1)).toBe(expected);
    expect(clientAddress(request('10.0.0.1', `${entry}, 10.0.0.2:80`), 2)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    'nonsense',
    'unknown',
    'unknown:4711',
    '_hidden',
    '_SEVKISEK:4711',
    'localhost',
    'unix:',
    '203.0.113.7:',
    '203.0.113.7:65536',
    '203.0.113.7:123456',
    '203.0.113.7:http',
    '203.0.113.7:80:80',
    '203.0.113.256:80',
    '203.0.113.07',
    '[203.0.113.7]',
    '[203.0.113.7]:80',
    '[2001:db8::1',
    '2001:db8::1]',
    '[2001:db8::1]4711',
    '[2001:db8::1]:',
    '[2001:db8::1]:65536',
    '[2001:db8::1]:80:80',
    '[[2001:db8::1]]',
    '[]',
    '[]:80',
    '2001:db8:0:0:0:0:0:1:4711',
    '"203.0.113.7"',
    'for=203.0.113.7',
    '203.0.113.7;203.0.113.8',
    '203.0.113.7 203.0.113.8',
    '203.0.113.0/24',
  ])('treats the proxy that wrote %j as the client', (entry) => {
    expect(clientAddress(request('10.0.0.1', entry), 1)).toBe('10.0.0.1');
    expect(clientAddress(request('10.0.0.1', `192.0.2.1, ${entry}`), 1)).toBe('10.0.0.1');
    expect(clientAddress(request('10.0.0.1', `192.0.2.1, ${entry}, 10.0.0.2`), 3)).toBe('10.0.0.2');
  });

  it('never trusts the entries of the client', () => {
    const claim = fc.oneof(
      fc.constantFrom('', ' ', '_hidden', 'unknown', '[2001:db8::bad]:1', '192.0.2.66:1', '192.0.2.66', ','),
      fc.string(),
    );
    const spelling = fc.constantFrom(
      (ip: string) => ip,
      (ip: string) => `${ip}:4711`,
      (ip: string) => `[::ffff:${ip}]:4711`,
    );
    fc.assert(
      fc.property(fc.array(claim), fc.ipV4(), spelling, (claims, client, spell) => {
        const forwarded = [...claims, spell(client)].join(',');
        expect(clientAddress(request('10.0.0.1', forwarded), 1)).toBe(client);
      }),
    );
  });

  it('reads several header lines as one list, the last line last', async () => {
    const seen: string[] = [];
    const server = createServer((req, res) => {
      seen.push(...[1, 2, 3].map((trusted) => clientAddress(req, trusted)));
      res.end();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const headers = { 'x-forwarded-for': ['192.0.2.66', '203.0.113.7:4711, 10.0.0.3', '[2001:db8::2]:80'] };
    const { port } = server.address() as AddressInfo;
    const [response] = await once(get({ host: '127.0.0.1', port, headers, agent: false }), 'response');
    response.resume();
    expect(seen).toEqual(['2001:db8::2', '10.0.0.3', '203.0.113.7']);
  });

  it('uses the first entry if there are fewer than trusted proxies', () => {
    expect(clientAddress(request('::ffff:10.0.0.1', '192.0.2.1'), 3)).toBe('192.0.2.1');
    expect(clientAddress(request('10.0.0.1'), 3)).toBe('10.0.0.1');
  });
});
