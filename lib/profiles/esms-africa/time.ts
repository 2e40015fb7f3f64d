/** A time as the API writes it: ISO 8601 in UTC without fractions of a second. */
export function toTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
