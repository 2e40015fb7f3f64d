import fc from 'fast-check';
import { httpbis } from 'http-message-signatures';
import { parseItem } from 'structured-headers';
import { describe, expect, it } from 'vitest';
import { componentValue } from '@/lib/profiles/signatures/components';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';

const HEADERS: Record<string, string> = { 'x-empty': '', 'x-dictionary': 'a=1, b=2' };

function request(changes: Partial<SignedRequest> = {}): SignedRequest {
  return {
    method: 'GET',
    target: '/path',
    protocol: 'https',
    authority: 'example.com',
    path: '/path',
    query: '',
    body: Buffer.alloc(0),
    header: (name) => HEADERS[name],
    ...changes,
  };
}

/** The value of a component as Signature-Input spells it: `"@query-param";name="a"`. */
function derive(spelling: string, changes: Partial<SignedRequest> = {}): string {
  const [name, parameters] = parseItem(spelling);
  return componentValue(request(changes), String(name), parameters);
}

describe('a derived component', () => {
  it.each<[string, Partial<SignedRequest>, string]>([
    ['"@authority"', { authority: 'Example.COM' }, 'example.com'],
    ['"@authority"', { authority: 'example.com:443' }, 'example.com'],
    ['"@authority"', { authority: 'example.com:' }, 'example.com'],
    ['"@authority"', { authority: 'example.com:8443' }, 'example.com:8443'],
    ['"@authority"', { authority: 'example.com:80' }, 'example.com:80'],
    ['"@authority"', { authority: 'example.com:80', protocol: 'http' }, 'example.com'],
    ['"@authority"', { authority: 'example.com:443', protocol: 'http' }, 'example.com:443'],
    ['"@authority"', { authority: '[2001:DB8::443]:443' }, '[2001:db8::443]'],
    ['"@authority"', { authority: '[2001:db8::443]' }, '[2001:db8::443]'],
    ['"@target-uri"', { authority: 'Example.com:443' }, 'https://example.com/path'],
    ['"@target-uri"', { authority: 'example.com:444' }, 'https://example.com:444/path'],
    ['"@target-uri"', { path: '', query: '?a=1' }, 'https://example.com/?a=1'],
    ['"@target-uri"', { query: '?' }, 'https://example.com/path?'],
    ['"@target-uri"', { path: '/%7Euser/%2F' }, 'https://example.com/%7Euser/%2F'],
    ['"@scheme"', { protocol: 'http' }, 'http'],
    ['"@method"', { method: 'POST' }, 'POST'],
    ['"@path"', { path: '' }, '/'],
    ['"@path"', { path: '/a%20b/' }, '/a%20b/'],
    ['"@query"', { query: '?a=1&b=%20' }, '?a=1&b=%20'],
    ['"@query"', { query: '' }, '?'],
    ['"@query"', { query: '?' }, '?'],
    ['"@request-target"', { target: '/path?a=1' }, '/path?a=1'],
    ['"@request-target"', { target: 'https://example.com/path?a=1' }, 'https://example.com/path?a=1'],
    ['"x-empty"', {}, ''],
  ])('%s of %j is %j', (spelling, changes, value) => {
    expect(derive(spelling, changes)).toBe(value);
  });

  const QUERY =
    '?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something&empty=&(=!)';

  it.each([
    ['var', 'this%20is%20a%20big%0Amultiline%20value'],
    ['bar', 'with%20plus%20whitespace'],
    ['fa%C3%A7ade%22%3A%20', 'something'],
    ['empty', ''],
    ['%28', '%21%29'],
  ])('"@query-param" finds %s', (name, value) => {
    expect(derive(`"@query-param";name="${name}"`, { query: QUERY })).toBe(value);
  });

  it('agrees with an independent client on every address', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true }),
        fc.constantFrom('', ':80', ':443', ':8080'),
        (address, port) => {
          const url = new URL(address.replace(/^(https?:\/\/[^/?#]+)/, `$1${port}`));
          const sent = request({
            protocol: url.protocol.slice(0, -1),
            // As a client sends it that leaves no port out.
            authority: `${url.hostname}${port}`,
            path: url.pathname,
            query: url.href.slice(url.origin.length + url.pathname.length),
            target: `${url.pathname}${url.search}`,
          });
          for (const name of ['@authority', '@target-uri', '@path', '@query', '@scheme']) {
            const [expected] = httpbis.deriveComponent(name, new Map(), {
              method: 'GET',
              url: url.href,
              headers: {},
            });
            expect(componentValue(sent, name, new Map()), `${name} of ${url}`).toBe(expected);
          }
        },
      ),
    );
  });

  it.each([
    ['"@query-param"', {}, 'needs the parameter name'],
    ['"@query-param";name=a', {}, 'needs the parameter name'],
    ['"@query-param";name="a";req', {}, 'needs the parameter name'],
    ['"@query-param";name="a"', { query: '?b=1' }, 'is missing'],
    ['"@query-param";name="a"', { query: '?a=1&a=1' }, 'more than once'],
    ['"@status"', {}, 'does not have'],
    ['"@unknown"', {}, 'does not have'],
    ['"x-missing"', {}, 'does not have'],
    ['"X-Empty"', {}, 'does not have'],
    ['"@method";req', {}, 'for responses only'],
    ['"x-dictionary";sf', {}, 'the parameter sf, which is not supported'],
    ['"x-dictionary";bs', {}, 'the parameter bs, which is not supported'],
    ['"x-dictionary";key="a"', {}, 'the parameter key, which is not supported'],
    ['"x-dictionary";tr', {}, 'the parameter tr, which is not supported'],
  ])('%s of %j is refused: %s', (spelling, changes, problem) => {
    expect(() => derive(spelling, changes)).toThrow(problem);
  });
});
