import { expect, it } from 'vitest';
import { callingPage } from '@/lib/gateway/recording/calling-page';

const HOST = 'api.example';
const seen = (headers: Record<string, string>) =>
  callingPage({ host: HOST, ...headers }, (text) => text.replace('secret', '****'));

it.each([
  [{ origin: 'https://shop.example', referer: 'https://other.example/' }, 'https://shop.example'],
  [{ origin: 'http://localhost:8080', 'sec-fetch-site': 'cross-site' }, 'http://localhost:8080'],
  [{ origin: 'capacitor://localhost' }, 'capacitor://localhost'],
  [{ referer: 'https://shop.example/cart?token=1' }, 'https://shop.example'],
  [{ origin: 'null', referer: 'https://shop.example/cart' }, 'https://shop.example'],
  [{ origin: 'null' }, null],
  [{ referer: 'cart' }, null],
  [{ 'sec-fetch-site': 'same-site' }, null],
  [{ origin: 'https://secret.example' }, 'https://****.example'],
])('S4.24 finds the page of %j', (headers, origin) => {
  expect(seen(headers)).toEqual({ origin });
});

it.each([
  [{ 'user-agent': 'node', 'sec-fetch-mode': 'cors', accept: '*/*' }],
  [{ 'sec-fetch-site': 'same-origin' }],
  [{ origin: `https://${HOST}` }],
  [{ referer: `https://${HOST}/docs` }],
])('finds no page in the request of a server or of the portal: %j', (headers) => {
  expect(seen(headers)).toBeNull();
});

it('keeps a long origin short', () => {
  expect(seen({ origin: `https://${'a'.repeat(5_000)}.example` })?.origin).toHaveLength(200);
});
