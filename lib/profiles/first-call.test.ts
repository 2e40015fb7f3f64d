import { describe, expect, it } from 'vitest';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { PROFILES } from '@/lib/profiles/current';
import { chooseFirstCall, firstCalls, toCurl } from '@/lib/profiles/first-call';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { acme } from '@/lib/testing/acme-profile';

const ORIGIN = 'https://api.example';

function curl(profile: typeof keydesk, environment: 'live' | 'sandbox', scopes: string[]) {
  const call = chooseFirstCall(firstCalls(profile), { environment, scopes });
  return call && toCurl(call, 'SECRET', ORIGIN);
}

describe('the first call of keydesk', () => {
  it.each([['messages.send'], [FULL_ACCESS]])('sends to a sandbox number with the scope %s', (scope) => {
    expect(curl(keydesk, 'sandbox', [scope])).toBe(
      `curl https://api.example/api/v1/messages -H "Authorization: Bearer SECRET" -H "Content-Type: application/json" -d '{"to":"${MAGIC_NUMBERS.delivered}","text":"Your code is 123456","from":"Acme"}'`,
    );
  });

  it.each([
    ['live', 'messages.send'],
    ['sandbox', 'balance.read'],
  ] as const)('reads the account with a %s key that has %s', (environment, scope) => {
    expect(curl(keydesk, environment, [scope])).toBe(
      'curl https://api.example/api/v1/account -H "Authorization: Bearer SECRET"',
    );
  });
});

describe('the first call of another provider', () => {
  it('has its own path, header, and body', () => {
    expect(curl(acme, 'sandbox', ['sms'])).toBe(
      `curl https://api.example/api/sms -H "X-Acme-Token: SECRET" -d 'recipients=%2B15005550100&message=Hello'`,
    );
  });

  it('has the key in the query or in the body, if it belongs there', () => {
    const inQuery = { ...acme, credentials: [{ query: 'token' }] };
    expect(curl(inQuery, 'live', [])).toBe('curl "https://api.example/api/credit?token=SECRET"');
    const inBody = { ...acme, credentials: [{ field: 'token' }] };
    expect(curl(inBody, 'sandbox', ['sms'])).toMatch(/ -d 'recipients=.*' -d "token=SECRET"$/);
  });

  it('is none for a key that can do nothing without an id', () => {
    const other = { ...acme, routes: acme.routes.filter(({ operation }) => operation !== 'balance.read') };
    expect(curl(other, 'live', ['sms'])).toBeUndefined();
  });
});

it.each([...Object.values(PROFILES), acme])('sends the example of $id to sandbox numbers', ({ routes }) => {
  const sandbox: readonly string[] = Object.values(MAGIC_NUMBERS);
  for (const { docs, read } of routes.filter(({ operation }) => operation === 'messages.send')) {
    const { params = {}, query = {}, body } = docs.example;
    const input = read ? read({ params, query, body, header: () => undefined }) : body;
    const to: unknown = Reflect.get(Object(input), 'to');
    for (const number of [to].flat()) expect(sandbox).toContain(number);
  }
});
