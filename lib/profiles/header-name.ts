/** A header's name as documentation writes it: `X-Api-Key` for `x-api-key`. */
export function headerName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
