import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

  it('never fails, whatever it is given', () => {
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
  it('is the socket’s address when no proxy is trusted, whatever the client claims', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.string(), (socket, claim) => {
        expect(clientAddress(request(socket, claim), 0)).toBe(socket);
      }),
    );
  });

  it('is what the outermost trusted proxy saw, whatever stands before it', () => {
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

  it('stops at an entry that is no address', () => {
    expect(clientAddress(request('10.0.0.1', '192.0.2.1, nonsense, 10.0.0.2'), 3)).toBe('10.0.0.2');
    expect(clientAddress(request('10.0.0.1', 'nonsense'), 1)).toBe('10.0.0.1');
  });

  it('takes what there is when fewer proxies have written than are trusted', () => {
    expect(clientAddress(request('::ffff:10.0.0.1', '192.0.2.1'), 3)).toBe('192.0.2.1');
    expect(clientAddress(request('10.0.0.1'), 3)).toBe('10.0.0.1');
  });
});
