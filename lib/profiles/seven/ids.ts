/** Ids as callers write them: separated by commas. */
export function readIds(text = ''): string[] {
  return text.split(',').flatMap((id) => id.trim() || []);
}
