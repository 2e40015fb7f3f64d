import { z } from 'zod';
import { ALLOWLIST_MAX } from '@/lib/domain/allowlists/allowlist-max';
import { findMistake } from '@/lib/domain/allowlists/mistake';
import { canonicalNetwork } from '@/lib/domain/allowlists/network';
import { optionalLine } from '@/lib/domain/text/line';

const NOTE_MAX = 100;

/** An address or a network. The output is in canonical spelling. */
const network = z.string().transform((text, context) => {
  const canonical = canonicalNetwork(text);
  if (canonical !== undefined) return canonical;
  context.addIssue({ code: 'custom', message: findMistake(text).message });
  return z.NEVER;
});

export const allowlistEntrySchema = z.strictObject({
  network,
  /** A name for people. */
  note: optionalLine(NOTE_MAX).default(''),
});

/** A stored list, which was checked before. Stricter rules that came later must not make it unreadable. */
export const storedAllowlistSchema = z
  .array(z.strictObject({ network: z.string(), note: z.string().default('') }))
  .max(ALLOWLIST_MAX);

/** The networks that calls may come from, each with a note. An empty list allows every address. */
export const allowlistSchema = z
  .array(allowlistEntrySchema)
  .max(ALLOWLIST_MAX, `List at most ${ALLOWLIST_MAX} networks.`)
  .superRefine((entries, context) => {
    const seen = new Set<string>();
    for (const [index, { network }] of entries.entries()) {
      if (seen.has(network)) {
        const path = [index, 'network'];
        context.addIssue({ code: 'custom', message: 'This network is in the list already.', path });
      }
      seen.add(network);
    }
  });

/** The networks of an allowlist that is not saved yet. */
export const networksSchema = z.array(network).max(ALLOWLIST_MAX);

export type Allowlist = z.output<typeof allowlistSchema>;
export type AllowlistInput = z.input<typeof allowlistSchema>;
