import type { Prisma } from '@/lib/db/generated/client';
import { readMask } from '@/lib/domain/key-secrets/mask';

const LAST_FOUR = /^[0-9A-Za-z]{4}$/;

/** Prisma passes the wildcards of LIKE on as they are. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

function endingOf(text: string): { start: string; lastFour: string } | null {
  return LAST_FOUR.test(text) ? { start: '', lastFour: text } : readMask(text);
}

/**
 * The condition for the keys that a text finds: by a part of the label, the whole key ID, the last four characters of a
 * secret, or a masked secret. Old secrets of a key find it, too. It does not name the workspace.
 */
export function keysFoundBy(text: string): Prisma.ApiKeyWhereInput {
  const ending = endingOf(text);
  return {
    OR: [
      { label: { contains: literally(text), mode: 'insensitive' } },
      { id: text },
      ...(ending
        ? [
            {
              secrets: {
                some: { masked: { startsWith: literally(ending.start), endsWith: `*${ending.lastFour}` } },
              },
            },
          ]
        : []),
    ],
  };
}
