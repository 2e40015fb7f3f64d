/** A time as the API writes it, in UTC: `2026-02-13 05:50:58.802`. */
export function toTime(at: Date): string {
  return at.toISOString().replace('T', ' ').slice(0, 23);
}
