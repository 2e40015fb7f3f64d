import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { readMask } from '@/lib/domain/key-secrets/mask';
import { literally } from '@/lib/domain/text/literally';

const LAST_FOUR = /^[0-9A-Za-z]{4}$/;
/** The start of a key id, as lists show it: with an ellipsis. */
const ID_START = /^(key_[0-9A-Za-z]{4,22})(?:…|\.\.\.)?$/;
/** The number of a key, which has 32 bits. */
const NUMBER = /^#?([1-9]\d{0,8})$/;

function readShownSecret(text: string): { start: string; lastFour: string } | null {
  return LAST_FOUR.test(text) ? { start: '', lastFour: text } : readMask(text);
}

type WordCondition = (pattern: string) => Prisma.Sql;

const inLabel: WordCondition = (pattern) => Prisma.sql`key.label ILIKE ${pattern}`;

/** The label, the owner, a tag, or the name of the member or key that created it. */
const inAnyName =
  (workspaceId: string): WordCondition =>
  (pattern) =>
    Prisma.sql`(
    key.search_text LIKE lower(${pattern})
    OR key.created_by_key_id IN (
      SELECT id FROM api_keys WHERE label ILIKE ${pattern} AND workspace_id = ${workspaceId} AND id IN (
        SELECT created_by_key_id FROM api_keys
        WHERE workspace_id = ${workspaceId} AND created_by_key_id IS NOT NULL))
    OR (key.created_by_key_id IS NULL AND key.created_by_id IN (
      SELECT id FROM users WHERE name ILIKE ${pattern}
        AND id IN (SELECT created_by_id FROM api_keys WHERE workspace_id = ${workspaceId}))))`;

/** The condition for keys that have each word somewhere. */
function hasWords(text: string, condition: WordCondition): Prisma.Sql {
  const words = text.split(' ').filter((word) => word !== '');
  return Prisma.sql`(${Prisma.join(
    words.map((word) => condition(`%${literally(word)}%`)),
    ' AND ',
  )})`;
}

/** The condition for keys with an id, a number or a secret of which the text is a part that pages show. */
function isNamed(text: string): Prisma.Sql[] {
  const [, start] = ID_START.exec(text) ?? [];
  const [, number] = NUMBER.exec(text) ?? [];
  const shown = readShownSecret(text);
  return [
    ...(start ? [Prisma.sql`key.id LIKE ${`${literally(start)}%`}`] : []),
    ...(number ? [Prisma.sql`key.number = ${Number(number)}`] : []),
    ...(shown
      ? [
          Prisma.sql`EXISTS (
            SELECT 1 FROM api_key_secrets WHERE api_key_id = key.id
              AND masked LIKE ${`${literally(shown.start)}%*${shown.lastFour}`})`,
        ]
      : []),
  ];
}

function eitherOf(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(conditions, ' OR ')})`;
}

/**
 * The condition for keys that match a text, for rows of `api_keys AS key`: all its words in the label, the owner, the tags
 * and the name of who created it; the key id or its start; the number; the last four characters of a secret, or a masked
 * secret. Old secrets match, too. The caller adds the workspace. @param text not empty
 */
export function keysFoundBy(workspaceId: string, text: string): Prisma.Sql {
  return eitherOf([hasWords(text, inAnyName(workspaceId)), ...isNamed(text)]);
}

/** The ids of the keys of a workspace with all words of a text in the label, or with this id, number or secret. */
export async function findKeyIds(workspaceId: string, text: string, most: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT key.id FROM api_keys AS key
    WHERE key.workspace_id = ${workspaceId} AND ${eitherOf([hasWords(text, inLabel), ...isNamed(text)])}
    LIMIT ${most}`;
  return rows.map(({ id }) => id);
}
