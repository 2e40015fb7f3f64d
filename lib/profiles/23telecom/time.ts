/** A time as the account endpoints write it: `YYYY.MM.DD HH:MM:SS` in UTC. */
export function toDottedTime(at: Date): string {
  const [date = '', time = ''] = at.toISOString().split('T');
  return `${date.replaceAll('-', '.')} ${time.slice(0, 8)}`;
}

/** The shape of such a time. */
export const DOTTED_TIME = /^\d{4}\.\d\d\.\d\d \d\d:\d\d:\d\d$/;
