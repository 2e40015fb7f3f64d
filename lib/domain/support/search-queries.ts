import { Prisma } from '@/lib/db/generated/client';

/** How many results of a kind are shown. One more is read, to know whether there are more. */
export const HITS = 25;
const LIMIT = Prisma.sql`LIMIT ${HITS + 1}`;

/** A full-text condition: each word is the start of a word in the text. */
function everyWordBegins(text: string): string {
  const words = text.split(/\s+/).filter(Boolean);
  return words.map((word) => `'${word.replace(/['\\]/g, '$&$&')}':*`).join(' & ');
}

/** `id`: workspaces whose names contain words that start with the words of the text. An exact match comes first. */
export function workspacesNamed(text: string): Prisma.Sql {
  return Prisma.sql`
    SELECT id FROM workspaces WHERE to_tsvector('simple', name) @@ to_tsquery('simple', ${everyWordBegins(text)})
    ORDER BY lower(name) <> lower(${text}), name, id ${LIMIT}`;
}

/** `workspace_id`, `user_id`: members whose address starts with the text, in alphabetical order. */
export function membersMailedAt(text: string): Prisma.Sql {
  const prefix = `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`
    SELECT memberships.workspace_id, memberships.user_id
    FROM users JOIN memberships ON memberships.user_id = users.id
    WHERE users.kind = 'member' AND users.email LIKE ${prefix} ORDER BY users.email USING ~<~ ${LIMIT}`;
}

/** `id`: secrets with this end, and a mask with this start. */
export function secretsMasked(start: string, lastFour: string): Prisma.Sql {
  return Prisma.sql`
    SELECT id FROM api_key_secrets WHERE right(masked, 4) = ${lastFour} AND starts_with(masked, ${start})
    ORDER BY created_at DESC, id ${LIMIT}`;
}
