import type { Prisma } from '@/lib/db/generated/client';
import { readMask } from '@/lib/domain/key-secrets/mask';
import { literally } from '@/lib/domain/text/literally';

const LAST_FOUR = /^[0-9A-Za-z]{4}$/;

function readShownSecret(text: string): { start: string; lastFour: string } | null {
  return LAST_FOUR.test(text) ? { start: '', lastFour: text } : readMask(text);
}

/**
 * The condition for keys that match a text: part of the label, the whole key id, the last four characters of a secret,
 * or a masked secret. Old secrets match, too. The caller adds the workspace.
 */
export function keysFoundBy(text: string): Prisma.ApiKeyWhereInput {
  const shown = readShownSecret(text);
  return {
    OR: [
      { label: { contains: literally(text), mode: 'insensitive' } },
      { id: text },
      ...(shown
        ? [
            {
              secrets: {
                some: { masked: { startsWith: literally(shown.start), endsWith: `*${shown.lastFour}` } },
              },
            },
          ]
        : []),
    ],
  };
}
