import { DAY } from '@/lib/clock';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

/** When to remind to rotate a key: as its purpose advises, in this many days, or never. */
export const REMINDERS = ['purpose', '30', '60', '90', '180', '365', 'never'] as const;
export type Reminder = (typeof REMINDERS)[number];

/** The reminders that a member can choose. Only a provider with purposes gives advice. */
export function offeredReminders({ purposes }: Pick<KeyPolicy, 'purposes'>): readonly Reminder[] {
  return purposes ? REMINDERS : REMINDERS.filter((reminder) => reminder !== 'purpose');
}

/** A reminder as a key stores it. */
export function toReminderDays(reminder: Reminder): number | null {
  if (reminder === 'purpose') return null;
  return reminder === 'never' ? 0 : Number(reminder);
}

/** The choice that a key stores. */
export function toReminder({ purposes }: Pick<KeyPolicy, 'purposes'>, days: number | null): Reminder {
  if (days === null && purposes) return 'purpose';
  return REMINDERS.find((reminder) => reminder === String(days)) ?? 'never';
}

/** What decides when a key should be rotated. */
export interface RotatedKey {
  purpose: string | null;
  /** Days between reminders; 0: never, null: as the purpose advises. */
  remindAfterDays: number | null;
  secretCreatedAt: Date;
}

/** How many days a secret of the key should be used at most; null: as needed. */
export function rotationDays(
  { purposes = [] }: Pick<KeyPolicy, 'purposes'>,
  { purpose, remindAfterDays }: Pick<RotatedKey, 'purpose' | 'remindAfterDays'>,
): number | null {
  const advised = purposes.find(({ name }) => name === purpose)?.rotateAfterDays ?? null;
  return (remindAfterDays ?? advised) || null;
}

/** When a secret should be rotated; null: as needed. */
export function rotationDueAt(policy: Pick<KeyPolicy, 'purposes'>, key: RotatedKey): Date | null {
  const days = rotationDays(policy, key);
  return days === null ? null : new Date(key.secretCreatedAt.getTime() + days * DAY);
}

/** When the next reminder after `at` is due: each time the secret has become older by the days; null: never. */
export function nextReminderAt(policy: Pick<KeyPolicy, 'purposes'>, key: RotatedKey, at: Date): Date | null {
  const days = rotationDays(policy, key);
  if (days === null) return null;
  const periods = Math.floor((at.getTime() - key.secretCreatedAt.getTime()) / (days * DAY)) + 1;
  return new Date(key.secretCreatedAt.getTime() + Math.max(periods, 1) * days * DAY);
}
