import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { LookupListView } from '@/lib/domain/lookups/list-view';

/** One number of a new list. */
export interface NewLookup {
  /** Counted from 1. */
  position: number;
  number: string;
  /** Null if the number is not valid. */
  e164: string | null;
  /** In millionths of the currency unit. */
  price: bigint;
}

export interface NewLookupList {
  list: LookupListView;
  /** How many numbers are valid. */
  asked: number;
  answersAtOnce: boolean;
  nextStepAt: Date;
  lookups: readonly NewLookup[];
}

const INSERT_LIST = {
  name: 'insert-lookup-list',
  text: `
    INSERT INTO lookup_lists (id, workspace_id, environment, api_key_id, kind, answers_at_once, total, asked, price,
      created_at, scheduled_at, completed_at, next_step_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
};

const INSERT_LOOKUPS = {
  name: 'insert-lookups',
  text: `
    INSERT INTO lookups (list_id, position, number, e164, status, price)
    SELECT $1, lookup.position, lookup.number, lookup.e164,
      CASE WHEN lookup.e164 IS NULL THEN 'completed' ELSE 'pending' END::"LookupStatus", lookup.price
    FROM unnest($2::integer[], $3::text[], $4::text[], $5::bigint[]) AS lookup(position, number, e164, price)`,
};

/** Stores a list for the worker. Numbers that are not valid have their result already. */
export function insertLookups(
  tx: PreparedTransaction,
  { workspaceId, environment, keyId }: ApiKeyActor,
  { list, asked, answersAtOnce, nextStepAt, lookups }: NewLookupList,
): void {
  tx.run(INSERT_LIST, [
    list.id,
    workspaceId,
    environment,
    keyId,
    list.kind,
    answersAtOnce,
    list.total,
    asked,
    list.price.amount,
    list.createdAt,
    list.scheduledAt,
    list.completedAt,
    list.completedAt === null ? nextStepAt : null,
  ]);
  tx.run(INSERT_LOOKUPS, [
    list.id,
    lookups.map(({ position }) => position),
    lookups.map(({ number }) => number),
    lookups.map(({ e164 }) => e164),
    lookups.map(({ price }) => price),
  ]);
}
