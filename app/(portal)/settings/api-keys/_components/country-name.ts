const NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** What a country is called, by its ISO 3166 code. */
export function countryName(code: string): string {
  return NAMES.of(code) ?? code;
}
