import { describe, expect, it } from 'vitest';
import { refuseKey, toFetch } from '@/app/(docs)/docs/_components/try-it/request';
import type { TryIt } from '@/lib/profiles/reference/content';

const PREFIXES = { live: 'kd_live_', sandbox: 'kd_sandbox_' };

describe('a key', () => {
  it.each([
    ['kd_sandbox_abc', undefined],
    ['kd_live_abc', 'This is a live key. Use a sandbox key here.'],
    ['abc', 'A sandbox key begins with kd_sandbox_.'],
    ['', 'Enter a sandbox key.'],
    ['kd_sandbox_a b', 'This is not an API key. Copy the whole key and nothing else.'],
    ['kd_sandbox_ä', 'This is not an API key. Copy the whole key and nothing else.'],
  ])('%j is refused with %j', (apiKey, reason) => {
    expect(refuseKey(apiKey, PREFIXES)).toBe(reason);
  });

  it('is taken where keys do not show their environment', () => {
    expect(refuseKey('ABC', { live: '', sandbox: '' })).toBeUndefined();
  });
});

describe('the request', () => {
  const REQUEST: TryIt = {
    method: 'POST',
    path: '/api/{id}/send',
    params: [],
    query: [],
    body: { contentType: 'application/json', text: '{}' },
    credential: { header: 'authorization', prefix: 'Bearer ' },
    keyPrefixes: PREFIXES,
  };
  const VALUES = { apiKey: 'k', params: { id: 'a/b' }, query: { limit: '5', cursor: '' }, body: '{"a":1}' };

  it('has the key in a header, sends no cookies and is not cached', () => {
    const [path, init] = toFetch(REQUEST, VALUES);
    expect(path).toBe('/api/a%2Fb/send?limit=5');
    expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', credentials: 'omit', cache: 'no-store' });
    expect(Object.fromEntries(new Headers(init.headers))).toEqual({
      authorization: 'Bearer k',
      'content-type': 'application/json',
    });
  });

  it('has the key in the query where the provider reads it nowhere else', () => {
    const [path] = toFetch({ ...REQUEST, credential: { query: 'token' } }, { ...VALUES, query: {} });
    expect(path).toBe('/api/a%2Fb/send?token=k');
  });
});
