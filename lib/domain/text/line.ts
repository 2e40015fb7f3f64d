import { z } from 'zod';
import { tidy } from '@/lib/domain/text/tidy';
import { hidesNothing, isVisible } from '@/lib/domain/text/visible';

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Whether a text has at most `max` characters. Counts code points, in the browser and on the server alike. */
const isAtMost = (max: number) => (text: string) => [...text].length <= max;

/** One line of text, such as a label, a name or a search: tidied, at most `max` characters, or empty. */
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

/** One line of text that is not empty. `missing` is the message for an empty one. */
export function line(max: number, missing: string) {
  return z
    .string(missing)
    .pipe(optionalLine(max))
    .refine((text) => text !== '', missing);
}
