/** A time as the API writes it: ISO 8601 in UTC with an offset, without fractions of a second. */
export function toTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}+00:00`;
}

/** The same for a time that may be missing. */
export function toTimeOrNull(at: Date | null): string | null {
  return at && toTime(at);
}
