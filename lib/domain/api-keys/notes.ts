import { z } from 'zod';
import { line, optionalLine } from '@/lib/domain/text/line';

const OWNER_MAX = 64;
const NOTE_MAX = 500;
const TAG_MAX = 32;
const TAGS_MAX = 10;

const TAG = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._:/-]*$/u;
const TAG_HINT = 'Use letters, digits and . _ : / - in a tag.';

const tag = line(TAG_MAX, 'Enter a tag.')
  .overwrite((text) => text.toLowerCase())
  .refine((text) => TAG.test(text), TAG_HINT);

/** What people write about a key. It does not affect calls. */
export const notesSchema = z.strictObject({
  /** Who answers for the key: a team or a person. May be empty. */
  owner: optionalLine(OWNER_MAX),
  /** In lower case, sorted, each once. */
  tags: z
    .array(tag)
    .max(TAGS_MAX, `Enter at most ${TAGS_MAX} tags.`)
    .overwrite((tags) => [...new Set(tags)].sort()),
  note: optionalLine(NOTE_MAX),
});
