/** The body as JSON; undefined if it is not JSON. Some systems write a byte order mark first. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
