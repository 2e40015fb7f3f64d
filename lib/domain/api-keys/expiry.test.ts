import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '@/lib/clock';
import { resolveExpiry } from '@/lib/domain/api-keys/expiry';
import { earlier, overlapEnd } from '@/lib/domain/key-rotation/overlap';

const at = new Date('2026-06-01T12:00:00Z');
const later = (ms: number) => new Date(at.getTime() + ms);

describe('resolveExpiry', () => {
  it.each([
    ['never', null],
    ['7d', later(7 * DAY)],
    ['30d', later(30 * DAY)],
    ['90d', later(90 * DAY)],
    ['1y', later(365 * DAY)],
    [later(1), later(1)],
    [later(3_650 * DAY), later(3_650 * DAY)],
  ] as const)('reads %s as %s', (expiry, value) => {
    expect(resolveExpiry(expiry, at)).toEqual({ ok: true, value });
  });

  it.each([later(-1), at, later(3_650 * DAY + 1)])('refuses %s', (expiry) => {
    expect(resolveExpiry(expiry, at)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { expiry: expect.any(String) } },
    });
  });
});

describe('overlapEnd', () => {
  it.each([
    ['now', null, at],
    ['1h', null, later(HOUR)],
    ['24h', null, later(DAY)],
    ['7d', null, later(7 * DAY)],
    ['untilRetired', null, null],
    ['1h', later(2 * HOUR), later(HOUR)],
    ['7d', later(2 * HOUR), later(2 * HOUR)],
    ['untilRetired', later(2 * HOUR), later(2 * HOUR)],
  ] as const)('of %s, for a key that expires %s, is %s', (overlap, expiresAt, end) => {
    expect(overlapEnd(overlap, at, expiresAt)).toEqual(end);
  });
});

describe('earlier', () => {
  it('treats null as never', () => {
    expect(earlier(null, null)).toBeNull();
    expect(earlier(at, null)).toBe(at);
    expect(earlier(null, at)).toBe(at);
    expect(earlier(later(1), at)).toBe(at);
  });
});
