/** RFC 3339, and the offsets of ISO 8601 without a colon or minutes. */
const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(?:[.,](\d+))?([Zz]|[+-]\d\d(?::?\d\d)?)$/;

const DAYS = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Whether the day exists. `Date` would turn 31 February into a day in March. */
function isDay(text: string): boolean {
  const [, year, month, day] = DAYS.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function toOffset(text: string): string {
  if (text.length === 1) return 'Z';
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  return `${text[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/**
 * Reads a time as other systems write it: RFC 3339 with any offset (`Z`, `+00:00`, `+0000`, `+00`), in upper or lower
 * case. A leap second counts as the second before it. Fractions are cut to milliseconds.
 *
 * @returns undefined if the text is not a time, or has no offset
 */
export function parseTimestamp(text: string): Date | undefined {
  const [, day, minute, second, fraction = '0', offset] = TIMESTAMP.exec(text) ?? [];
  if (day === undefined || offset === undefined || !isDay(day)) return undefined;
  const seconds = second === '60' ? '59' : second;
  const date = new Date(`${day}T${minute}:${seconds}.${fraction.slice(0, 3)}${toOffset(offset)}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
