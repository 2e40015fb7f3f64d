/** A day as a date field writes it, such as `2026-11-21`, in the reader's time zone. Empty for an invalid date. */
export function dayOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/**
 * The last millisecond of a day that a date field wrote, in the reader's time zone; an invalid date for an invalid day.
 * 23:59 is not enough to find it: where clocks go back at midnight, it happens twice on that day.
 */
export function endOfDay(day: string): Date {
  const end = new Date(`${day}T12:00:00`);
  end.setDate(end.getDate() + 1);
  // Where clocks go forward at midnight, this is the first moment after it.
  end.setHours(0, 0, 0, 0);
  return new Date(end.getTime() - 1);
}
