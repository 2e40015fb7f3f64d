/** What needs no quotes in a shell. */
const PLAIN = /^[\w.+/=-]*$/;

/** A value as a shell and a `.env` file read it alike. A shell would take the bar of `1|…` for a pipe. */
export function environmentLine(variable: string, value: string): string {
  return `${variable}=${PLAIN.test(value) ? value : `'${value}'`}`;
}
