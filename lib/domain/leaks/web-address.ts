/** The longest URL that is stored. */
export const LOCATION_MAX = 2_000;

/** Whether a text is the address of a web page. */
export function isWebAddress(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'https:' || protocol === 'http:';
}
