import { z } from 'zod';
import { tidy } from '@/lib/domain/text/tidy';
import { hidesNothing, isVisible } from '@/lib/domain/text/visible';

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Whether a text has at most `max` characters. Counts code points, as browser and server do alike. */
const isAtMost = (max: number) => (text: string) => [...text].length <= max;

/** One line of text that people type, such as a label, a name or a search: tidied, at most `max` characters, or empty. */
export function optionalLine(max: number) {
  return z
    .string()
    .overwrite(tidy)
    .refine(isAtMost(max), `Use at most ${max} characters.`)
    .refine((text) => !LINE_BREAK.test(text), 'Write it on one line.')
    .refine(
      (text) => LINE_BREAK.test(text) || hidesNothing(text),
      'Remove control characters, direction marks and other characters that cannot be seen.',
    )
    .refine((text) => text === '' || isVisible(text), 'Use at least one character that can be seen.');
}

/** The same, not empty. `missing` says what to enter. */
export function line(max: number, missing: string) {
  return z
    .string(missing)
    .pipe(optionalLine(max))
    .refine((text) => text !== '', missing);
}
