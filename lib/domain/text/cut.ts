import { tidy } from '@/lib/domain/text/tidy';

/** The start of a text, up to `max` code points. Never cuts inside a character as people see it. */
export function cutTo(max: number, text: string): string {
  const tidied = tidy(text);
  if ([...tidied].length <= max) return tidied;
  let kept = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(tidied)) {
    length += [...segment].length;
    if (length > max) break;
    kept += segment;
  }
  return tidy(kept);
}
