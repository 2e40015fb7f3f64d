import type { IncomingMessage } from 'node:http';

/** All values of a header, by its lower-case name. Node's `headers` drops some repeated ones. */
export function headerValues({ rawHeaders }: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const header = rawHeaders[at];
    const value = rawHeaders[at + 1];
    if (value !== undefined && header?.length === name.length && header.toLowerCase() === name)
      values.push(value);
  }
  return values;
}

/** The value of a header. Repeated headers are joined by `, `. Undefined without one. */
export function joinedHeader(request: IncomingMessage, name: string): string | undefined {
  const values = headerValues(request, name);
  return values.length === 0 ? undefined : values.map((value) => value.trim()).join(', ');
}
