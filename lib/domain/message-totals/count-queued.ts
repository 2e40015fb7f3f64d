import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';

interface Queued {
  country: string | undefined;
  segments: number;
  price: bigint;
}

const COUNT_QUEUED = {
  name: 'count-queued-messages',
  text: `
    INSERT INTO message_total_changes (workspace_id, environment, api_key_id, day, country, messages, segments, price,
      delivered, failed, refunded)
    SELECT $1, $2, $3, ($4::timestamptz AT TIME ZONE 'UTC')::date, queued.country, queued.messages, queued.segments,
      queued.price, 0, 0, 0
    FROM unnest($5::text[], $6::integer[], $7::integer[], $8::bigint[])
      AS queued(country, messages, segments, price)`,
};

/** Counts messages that are queued, in their transaction. The caller does not wait. */
export function countQueued(
  tx: PreparedTransaction,
  { workspaceId, environment, keyId }: ApiKeyActor,
  createdAt: Date,
  messages: readonly Queued[],
): void {
  const groups = [...Map.groupBy(messages, ({ country }) => country ?? '')];
  tx.run(COUNT_QUEUED, [
    workspaceId,
    environment,
    keyId,
    createdAt,
    groups.map(([country]) => country),
    groups.map(([, { length }]) => length),
    groups.map(([, group]) => group.reduce((sum, { segments }) => sum + segments, 0)),
    groups.map(([, group]) => group.reduce((sum, { price }) => sum + price, 0n)),
  ]);
}
