import { describe, expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import {
  nextReminderAt,
  offeredReminders,
  REMINDERS,
  rotationDueAt,
  toReminder,
  toReminderDays,
} from '@/lib/domain/key-policy/rotation-reminder';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { msgine } from '@/lib/profiles/msgine/msgine';

const secretCreatedAt = new Date('2026-01-01T00:00:00Z');
const daysUntil = (time: Date | null) => time && (time.getTime() - secretCreatedAt.getTime()) / DAY;
const after = (days: number) => new Date(secretCreatedAt.getTime() + days * DAY);

describe('a rotation reminder', () => {
  it('is stored and read as the same choice', () => {
    for (const reminder of REMINDERS)
      expect(toReminder(msgine.keys, toReminderDays(reminder))).toBe(reminder);
    expect(toReminder(keydesk.keys, null)).toBe('never');
    expect(offeredReminders(keydesk.keys)).not.toContain('purpose');
  });

  it.each([
    ['Production', null, 90],
    ['Production', 30, 30],
    ['Production', 0, null],
    ['Development', null, null],
    ['Development', 365, 365],
  ])('of a key for %s with %s days is due after %s days', (purpose, remindAfterDays, due) => {
    const key = { purpose, remindAfterDays, secretCreatedAt };
    expect(daysUntil(rotationDueAt(msgine.keys, key))).toBe(due);
  });

  it.each([
    [0, 30],
    [29.9, 30],
    [30, 60],
    [100, 120],
  ])('is next after %s days: on day %s', (days, next) => {
    const key = { purpose: null, remindAfterDays: 30, secretCreatedAt };
    expect(daysUntil(nextReminderAt(keydesk.keys, key, after(days)))).toBe(next);
  });
});
