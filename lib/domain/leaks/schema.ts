import { z } from 'zod';
import { keyId } from '@/lib/domain/api-keys/schema';
import { isWebAddress, LOCATION_MAX } from '@/lib/domain/leaks/web-address';
import { optionalLine } from '@/lib/domain/text/line';

/** How many secrets a report of a scanner can name. */
const REPORTS_MAX = 5_000;
const TEXT_MAX = 20_000;

/** What a scanner found, in the format of GitHub's partner program. Other fields are ignored: GitHub adds some. */
export const scannerReportSchema = z
  .array(z.object({ token: z.string(), type: z.string(), url: z.string().optional() }))
  .min(1)
  .max(REPORTS_MAX);

const text = z
  .string()
  .max(TEXT_MAX, `Use at most ${TEXT_MAX} characters.`)
  .refine((pasted) => pasted.trim() !== '', 'Paste what you found.');

/** `text` is the secret, or contains it. `url` is where it was found. */
export const reportByFormSchema = z.strictObject({
  text,
  url: optionalLine(LOCATION_MAX)
    .refine((url) => url === '' || isWebAddress(url), 'Enter an address that starts with https://.')
    .optional(),
});

export const listLeaksSchema = z.strictObject({ keyId });
