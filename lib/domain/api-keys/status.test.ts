import { expect, it } from 'vitest';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';

const at = new Date('2026-06-01T12:00:00Z');
const before = new Date(at.getTime() - 1);
const none = { expiresAt: null, disabledAt: null, revokedAt: null };

it.each([
  ['active', none],
  ['active', { ...none, expiresAt: new Date(at.getTime() + 1) }],
  ['expired', { ...none, expiresAt: at }],
  ['expired', { ...none, expiresAt: before, disabledAt: before }],
  ['disabled', { ...none, disabledAt: before }],
  ['revoked', { expiresAt: before, disabledAt: before, revokedAt: before }],
])('is %s with %o', (status, times) => {
  expect(apiKeyStatus(times, at)).toBe(status);
});
