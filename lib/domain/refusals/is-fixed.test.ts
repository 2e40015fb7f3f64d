import { expect, it } from 'vitest';
import { HOUR, now } from '@/lib/clock';
import { isFixed } from '@/lib/domain/refusals/is-fixed';
import type { KeyState } from '@/lib/domain/refusals/key-state';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';

const later = new Date(now().getTime() + HOUR);
const earlier = new Date(now().getTime() - HOUR);
const network = (text: string) => [{ network: text, note: '' }];

/** A key that refuses for every reason. */
const strict: KeyState = {
  environment: 'live',
  scopes: ['messages.send'],
  allowlist: network('192.0.2.1/32'),
  disabledAt: earlier,
  expiresAt: earlier,
  rateLimit: 60,
  signingRequired: true,
  spendPerDay: 10n * CURRENCY_UNIT,
  spendPerMonth: 100n * CURRENCY_UNIT,
  countries: ['NL'],
  senders: ['Acme'],
  workspace: {
    ...{ allowlist: network('192.0.2.1/32'), suspendedAt: earlier, rateLimitCap: 600 },
    ...{ currency: 'EUR', liveBalance: CURRENCY_UNIT - 1n, sandboxBalance: CURRENCY_UNIT },
  },
};
const inWorkspace = (changes: Partial<KeyState['workspace']>) => ({
  workspace: { ...strict.workspace, ...changes },
});

it.each<[string, Record<string, string | number>, Partial<KeyState>]>([
  ['FORBIDDEN', { scope: 'balance.read' }, { scopes: ['balance.read'] }],
  ['FORBIDDEN', { scope: 'balance.read' }, { scopes: ['*'] }],
  ['IP_NOT_ALLOWED', { list: 'key' }, { allowlist: network('203.0.113.0/24') }],
  ['IP_NOT_ALLOWED', { list: 'key' }, { allowlist: [] }],
  ['IP_NOT_ALLOWED', { list: 'workspace' }, inWorkspace({ allowlist: network('203.0.113.7/32') })],
  ['DESTINATION_NOT_ALLOWED', { country: 'DE' }, { countries: ['NL', 'DE'] }],
  ['SENDER_NOT_APPROVED', { sender: 'Other' }, { senders: [] }],
  ['SENDER_NOT_APPROVED', {}, { senders: [] }],
  ['API_KEY_INACTIVE', {}, { disabledAt: null }],
  ['API_KEY_EXPIRED', {}, { expiresAt: later }],
  ['API_KEY_EXPIRED', {}, { expiresAt: null }],
  ['INSUFFICIENT_BALANCE', { price: '1.00', currency: 'EUR' }, inWorkspace({ liveBalance: CURRENCY_UNIT })],
  ['INSUFFICIENT_BALANCE', { price: '1.00', currency: 'EUR' }, { environment: 'sandbox' }],
  ['WORKSPACE_SUSPENDED', {}, inWorkspace({ suspendedAt: null })],
  ['RATE_LIMITED', { limit: 60, of: 'key' }, { rateLimit: 61 }],
  ['RATE_LIMITED', { limit: 600, of: 'workspace' }, inWorkspace({ rateLimitCap: 601 })],
  ['RATE_LIMITED', { limit: 600, of: 'workspace', cap: 600 }, inWorkspace({ rateLimitCap: null })],
  ['SPEND_LIMIT_EXCEEDED', { period: 'day', limit: '10.00' }, { spendPerDay: 10n * CURRENCY_UNIT + 1n }],
  ['SPEND_LIMIT_EXCEEDED', { period: 'month', limit: '100.00' }, { spendPerMonth: null }],
])('%s with %o is fixed by %o', (code, detail, changes) => {
  const refused = { code, detail, address: '203.0.113.7' };
  expect(isFixed(refused, strict)).toBe(false);
  expect(isFixed(refused, { ...strict, ...changes })).toBe(true);
});

it.each([
  ['IP_NOT_ALLOWED', { list: 'key' }, { allowlist: [] }],
  ['IP_NOT_ALLOWED', { list: 'workspace' }, inWorkspace({ allowlist: [] })],
])('%s with %o from any address is fixed by %o', (code, detail, changes) => {
  const refused = { code, detail, address: null };
  expect(isFixed(refused, strict)).toBe(false);
  expect(isFixed(refused, { ...strict, ...changes })).toBe(true);
});

it.each<[string, Record<string, string | number>]>([
  ['INVALID_REQUEST', {}],
  ['INVALID_SIGNATURE', {}],
  ['FORBIDDEN', {}],
  ['INSUFFICIENT_BALANCE', {}],
  ['INSUFFICIENT_BALANCE', { price: '1.00', currency: 'USD' }],
  ['RATE_LIMITED', { of: 'recipient' }],
])('settings cannot tell whether %s with %o is fixed', (code, detail) => {
  expect(isFixed({ code, detail, address: null }, strict)).toBeNull();
});

it('does not take the highest limit of the provider for one that was removed', () => {
  const refused = { code: 'RATE_LIMITED', detail: { limit: 60_000, of: 'workspace' }, address: null };
  expect(isFixed(refused, { ...strict, ...inWorkspace({ rateLimitCap: null }) })).toBeNull();
});

it('cannot tell whether a caller signs where signatures are required', () => {
  const refused = { code: 'SIGNATURE_REQUIRED', detail: {}, address: null };
  expect(isFixed(refused, strict)).toBeNull();
  expect(isFixed(refused, { ...strict, signingRequired: false })).toBe(true);
});
