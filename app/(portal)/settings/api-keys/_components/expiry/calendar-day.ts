/** The value of a date field, such as `2026-11-21`, in the browser's time zone. Empty for an invalid date. */
export function dayOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/**
 * The last millisecond of a day, in the browser's time zone; an invalid date for an invalid day.
 * It is not always 23:59:59.999: if clocks go back at midnight, that time occurs twice.
 * @param day the value of a date field
 */
export function endOfDay(day: string): Date {
  const end = new Date(`${day}T12:00:00`);
  end.setDate(end.getDate() + 1);
  // If clocks go forward at midnight, this is the first moment after it.
  end.setHours(0, 0, 0, 0);
  return new Date(end.getTime() - 1);
}
