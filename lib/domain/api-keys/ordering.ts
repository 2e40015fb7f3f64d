import { Prisma } from '@/lib/db/generated/client';
import { type KeyOrder, type KeySort, readSort } from '@/lib/domain/api-keys/filters';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';

/** What the list is ordered by, for rows of `KEYS_WITH_CALLS`. It is never NULL. */
interface Column {
  kind: 'time' | 'number' | 'text';
  value: Prisma.Sql;
  /** The table that has the value. */
  join?: Prisma.Sql;
}

/** Keys that never expire come after all others. */
const NEVER_EXPIRES = Prisma.sql`'9999-12-31'::timestamptz`;
/** Keys that were never used come before all others. */
const NEVER_USED = Prisma.sql`'epoch'::timestamptz`;

function columnOf(order: KeyOrder, at: Date): Column {
  const columns: Record<KeyOrder, Column> = {
    created: { kind: 'time', value: Prisma.sql`key.created_at` },
    label: { kind: 'text', value: Prisma.sql`lower(key.label)` },
    key: {
      kind: 'text',
      value: Prisma.sql`coalesce(secret.masked, '')`,
      join: Prisma.sql`LEFT JOIN api_key_secrets AS secret
        ON secret.api_key_id = key.id AND secret.replaced_at IS NULL AND secret.retired_at IS NULL`,
    },
    environment: { kind: 'text', value: Prisma.sql`key.environment::text` },
    scopes: {
      kind: 'number',
      value: Prisma.sql`CASE WHEN ${FULL_ACCESS} = ANY(key.scopes) THEN 1000 ELSE cardinality(key.scopes) END`,
    },
    used: {
      kind: 'time',
      value: Prisma.sql`coalesce(last_use.at, ${NEVER_USED})`,
    },
    expires: { kind: 'time', value: Prisma.sql`coalesce(key.expires_at, ${NEVER_EXPIRES})` },
    status: {
      kind: 'number',
      value: Prisma.sql`CASE
        WHEN key.revoked_at IS NOT NULL THEN 3
        WHEN key.expires_at <= ${at}::timestamptz THEN 2
        WHEN key.disabled_at IS NOT NULL THEN 1
        ELSE 0 END`,
    },
  };
  return columns[order];
}

/** Where a key is in the list: the value that the list is ordered by (of times: in milliseconds), and its id. */
export interface KeyPosition {
  value: string | number;
  id: string;
}

export interface Ordering {
  kind: Column['kind'];
  /** Joins for `FROM KEYS_WITH_CALLS`. */
  join: Prisma.Sql;
  /** The value of a row, as `KeyPosition` has it. */
  value: Prisma.Sql;
  orderBy: Prisma.Sql;
  /** The condition for the rows after a position. */
  after(position: KeyPosition): Prisma.Sql;
}

/** How the list of keys is sorted. Keys with equal values are ordered by their ids. @param at the current time */
export function orderingOf(sort: KeySort, at: Date): Ordering {
  const { order, isDescending } = readSort(sort);
  const { kind, value, join = Prisma.empty } = columnOf(order, at);
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const [beyond, reaches] = isDescending ? [Prisma.sql`<`, Prisma.sql`<=`] : [Prisma.sql`>`, Prisma.sql`>=`];
  return {
    kind,
    join,
    value: kind === 'time' ? Prisma.sql`(extract(epoch FROM ${value}) * 1000)::float8` : value,
    orderBy: Prisma.sql`ORDER BY ${value} ${direction}, key.id ${direction}`,
    after({ value: last, id }) {
      const bound =
        kind === 'time' ? Prisma.sql`${new Date(Number(last))}::timestamptz` : Prisma.sql`${last}`;
      // The first condition follows from the others, but an index can begin there.
      return Prisma.sql`(${value} ${reaches} ${bound} AND (${value} ${beyond} ${bound} OR key.id ${beyond} ${id}))`;
    },
  };
}
