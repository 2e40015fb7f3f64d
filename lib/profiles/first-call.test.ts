import { describe, expect, it } from 'vitest';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { PROFILES } from '@/lib/profiles/current';
import { chooseFirstCall, firstCalls } from '@/lib/profiles/first-call';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { curl } from '@/lib/profiles/snippets/curl';
import { URL_VARIABLE } from '@/lib/profiles/snippets/request';
import { acme } from '@/lib/testing/requests/acme-profile';

function firstCurl(profile: typeof keydesk, environment: 'live' | 'sandbox', scopes: string[]) {
  const call = chooseFirstCall(firstCalls(profile), { environment, scopes });
  const values = { [URL_VARIABLE]: `https://api.example${profile.base}`, [profile.keys.variable]: 'SECRET' };
  return call && curl(call.request, { values, oneLine: true });
}

describe('the first call of keydesk', () => {
  it.each([['messages.send'], [FULL_ACCESS]])('sends to a sandbox number with the scope %s', (scope) => {
    expect(firstCurl(keydesk, 'sandbox', [scope])).toBe(
      `curl "https://api.example/api/v1/messages" --header "Authorization: Bearer SECRET" --header "Content-Type: application/json" --data '{"to":"${MAGIC_NUMBERS.delivered}","text":"Your code is 123456","from":"Acme"}'`,
    );
  });

  it.each([
    ['live', 'messages.send'],
    ['sandbox', 'balance.read'],
  ] as const)('reads the account with a %s key that has %s', (environment, scope) => {
    expect(firstCurl(keydesk, environment, [scope])).toBe(
      'curl "https://api.example/api/v1/account" --header "Authorization: Bearer SECRET"',
    );
  });
});

describe('the first call of another provider', () => {
  it('has its own path, header, and body', () => {
    expect(firstCurl(acme, 'sandbox', ['sms'])).toBe(
      `curl "https://api.example/api/sms" --header "X-Acme-Token: SECRET" --data-urlencode 'recipients=+15005550100' --data-urlencode 'message=Hello'`,
    );
  });

  it('has the key in the query, if it belongs there', () => {
    const inQuery = { ...acme, credentials: [{ query: 'token' }] };
    expect(firstCurl(inQuery, 'live', [])).toBe('curl "https://api.example/api/credit?token=SECRET"');
  });

  it('is none for a key that can do nothing without an id', () => {
    const other = { ...acme, routes: acme.routes.filter(({ operation }) => operation !== 'balance.read') };
    expect(firstCurl(other, 'live', ['sms'])).toBeUndefined();
  });
});

it.each([...Object.values(PROFILES), acme])('sends the example of $id to sandbox numbers', ({ routes }) => {
  const sandbox: readonly string[] = Object.values(MAGIC_NUMBERS);
  for (const { docs, read } of routes.filter(({ operation }) => operation === 'messages.send')) {
    const { params = {}, query = {}, body } = docs.example;
    const input = read ? read({ params, query, body, environment: null, header: () => undefined }) : body;
    const to: unknown = Reflect.get(Object(input), 'to');
    for (const number of [to].flat()) expect(sandbox).toContain(number);
  }
});
