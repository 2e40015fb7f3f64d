import { expect, it } from 'vitest';
import { adviseOn } from '@/lib/domain/refusals/advice';

const refused = (
  code: string,
  detail: Record<string, string | number> = {},
  address: string | null = null,
) => ({
  code,
  detail,
  address,
});

it.each([
  [refused('API_KEY_INACTIVE'), { kind: 'enable' }],
  [refused('API_KEY_EXPIRED'), { kind: 'extend' }],
  [refused('RATE_LIMITED', { limit: 120 }), { kind: 'raiseRateLimit' }],
  [refused('FORBIDDEN', { scope: 'balance.read' }), { kind: 'addScope', scope: 'balance.read' }],
  [
    refused('IP_NOT_ALLOWED', { list: 'workspace' }, '2001:db8::1'),
    { kind: 'allowAddress', list: 'workspace', address: '2001:db8::1' },
  ],
  [
    refused('IP_NOT_ALLOWED', { list: 'key' }, '203.0.113.7'),
    { kind: 'allowAddress', list: 'key', address: '203.0.113.7' },
  ],
  [refused('DESTINATION_NOT_ALLOWED', { country: 'NL' }), { kind: 'allowCountry', country: 'NL' }],
  [refused('SENDER_NOT_APPROVED', { sender: 'Acme' }), { kind: 'allowSender', sender: 'Acme' }],
  [refused('SPEND_LIMIT_EXCEEDED', { period: 'month' }), { kind: 'raiseSpendLimit', period: 'month' }],
  [refused('RATE_LIMITED', { limit: 60_000, of: 'workspace' }), null],
  [refused('RATE_LIMITED', { of: 'recipient' }), null],
  [refused('FORBIDDEN'), null],
  [refused('IP_NOT_ALLOWED'), null],
  [refused('DESTINATION_NOT_ALLOWED'), null],
  [refused('SENDER_NOT_APPROVED'), null],
  [refused('INVALID_SIGNATURE', { problem: 'The body was left out.' }), null],
])('fixes %o by %o', (refusal, fix) => {
  expect(adviseOn(refusal)).toEqual({ advice: expect.stringMatching(/^[A-Z].*\.$/), fix });
});

it('has advice for unknown codes', () => {
  expect(adviseOn(refused('SOMETHING_NEW')).advice).toContain('request id');
});
