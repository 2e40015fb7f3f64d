import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayOf, endOfDay } from '@/app/(portal)/settings/api-keys/_components/expiry/calendar-day';

afterEach(() => vi.unstubAllEnvs());

/** Node reads TZ again when it changes. */
function setTimeZone(zone: string): void {
  vi.stubEnv('TZ', zone);
}

it.each([
  // Clocks go back during the day, which has 25 hours.
  ['Europe/Berlin', '2026-10-25', '2026-10-25T22:59:59.999Z'],
  ['America/New_York', '2026-11-01', '2026-11-02T04:59:59.999Z'],
  // Clocks go forward during the day, which has 23 hours.
  ['Europe/Berlin', '2026-03-29', '2026-03-29T21:59:59.999Z'],
  ['America/New_York', '2026-03-08', '2026-03-09T03:59:59.999Z'],
  // Clocks go back at midnight: the last hour of the day happens twice.
  ['America/Santiago', '2026-04-04', '2026-04-05T03:59:59.999Z'],
  ['Africa/Cairo', '2026-10-29', '2026-10-29T21:59:59.999Z'],
  ['Asia/Beirut', '2026-10-24', '2026-10-24T21:59:59.999Z'],
  ['America/Asuncion', '2024-03-23', '2024-03-24T03:59:59.999Z'],
  // Clocks go back at one o'clock: midnight happens twice, and the day ends at the first.
  ['America/Havana', '2026-10-31', '2026-11-01T03:59:59.999Z'],
  ['Atlantic/Azores', '2026-10-24', '2026-10-24T23:59:59.999Z'],
  // Clocks go forward at midnight, which does not exist: the day before ends there, the day itself begins at one.
  ['America/Santiago', '2026-09-05', '2026-09-06T03:59:59.999Z'],
  ['America/Santiago', '2026-09-06', '2026-09-07T02:59:59.999Z'],
  ['Africa/Cairo', '2026-04-23', '2026-04-23T21:59:59.999Z'],
  ['Africa/Cairo', '2026-04-24', '2026-04-24T20:59:59.999Z'],
  ['Asia/Beirut', '2026-03-28', '2026-03-28T21:59:59.999Z'],
  ['Asia/Beirut', '2026-03-29', '2026-03-29T20:59:59.999Z'],
  // Clocks move by half an hour.
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-05T13:29:59.999Z'],
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-04T12:59:59.999Z'],
  // Unusual offsets, the first and last time zones, a leap day, a new year.
  ['Asia/Kathmandu', '2026-06-01', '2026-06-01T18:14:59.999Z'],
  ['Pacific/Chatham', '2026-06-01', '2026-06-01T11:14:59.999Z'],
  ['Pacific/Kiritimati', '2026-06-01', '2026-06-01T09:59:59.999Z'],
  ['Pacific/Niue', '2026-06-01', '2026-06-02T10:59:59.999Z'],
  ['UTC', '2028-02-29', '2028-02-29T23:59:59.999Z'],
  ['Asia/Tokyo', '2026-12-31', '2026-12-31T14:59:59.999Z'],
])('in %s, the day %s ends at %s', (zone, day, end) => {
  setTimeZone(zone);
  expect(endOfDay(day).toISOString()).toBe(end);
});

describe('in every time zone, each day from 2026 to 2028', () => {
  it.each(Intl.supportedValuesOf('timeZone'))('ends one millisecond before the next: %s', (zone) => {
    setTimeZone(zone);
    const wrong: string[] = [];
    for (let noon = Date.UTC(2026, 0, 1, 12); noon < Date.UTC(2029, 0, 1); noon += 86_400_000) {
      const day = new Date(noon).toISOString().slice(0, 10);
      const next = new Date(noon + 86_400_000).toISOString().slice(0, 10);
      const end = endOfDay(day);
      if (dayOf(end) !== day || dayOf(new Date(end.getTime() + 1)) !== next) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });
});

it('returns an invalid date for an invalid day', () => {
  for (const day of ['', '2026-13-01', 'tomorrow']) {
    expect(endOfDay(day).getTime(), day).toBeNaN();
    expect(dayOf(endOfDay(day))).toBe('');
  }
});
