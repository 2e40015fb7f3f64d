import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from '@/lib/auth/origin';

const HOST = '127.0.0.1:3000';
const check = (headers: Record<string, string>) => isOwnOrigin(new Headers({ host: HOST, ...headers }));

describe('isOwnOrigin', () => {
  it.each<Record<string, string>>([
    { origin: `http://${HOST}` },
    { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' },
    // The address of APP_URL, which defaults to localhost, when a proxy changes the host.
    { origin: 'http://localhost:3000' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
  ])('accepts %j', (headers) => {
    expect(check(headers)).toBe(true);
  });

  it.each<Record<string, string>>([
    {},
    { origin: 'null' },
    { origin: 'nonsense' },
    { origin: 'http://evil.example' },
    { origin: 'http://127.0.0.1:3001' },
    { origin: `http://${HOST}.evil.example` },
    { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: `http://${HOST}`, 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
  ])('refuses %j', (headers) => {
    expect(check(headers)).toBe(false);
  });
});
