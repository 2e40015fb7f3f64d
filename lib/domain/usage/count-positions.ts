import type { PreparedTransaction } from '@/lib/db/prepared';

/** How many calls of a key at one step of positions (`stepOf`) succeeded on a day. */
export interface PositionCount {
  keyId: string;
  /** A time of the day, in UTC. */
  day: Date;
  step: number;
  calls: number;
}

const COUNT_POSITION_USE = {
  name: 'count-position-use',
  text: `
    INSERT INTO api_key_position_usage AS known (api_key_id, day, calls)
    SELECT use."keyId", use.day, use.calls
    FROM jsonb_to_recordset($1::jsonb) AS use("keyId" text, day date, calls int[])
    JOIN api_keys ON api_keys.id = use."keyId"
    ORDER BY use."keyId", use.day
    ON CONFLICT (api_key_id, day) DO UPDATE SET calls = (
      SELECT array_agg(COALESCE(stored, 0) + COALESCE(added, 0) ORDER BY step)
      FROM unnest(known.calls, excluded.calls) WITH ORDINALITY AS counted(stored, added, step)
    )`,
};

/** The calls of each key and day, those at step 1 first. */
function bySteps(counts: readonly PositionCount[]): { keyId: string; day: string; calls: number[] }[] {
  const days = new Map<string, { keyId: string; day: string; calls: number[] }>();
  for (const { keyId, day: time, step, calls } of counts) {
    const day = time.toISOString().slice(0, 10);
    const mapKey = `${keyId} ${day}`;
    const known = days.get(mapKey) ?? { keyId, day, calls: [] };
    days.set(mapKey, known);
    while (known.calls.length < step) known.calls.push(0);
    known.calls[step - 1] = (known.calls[step - 1] ?? 0) + calls;
  }
  return [...days.values()];
}

/** Adds to the counts of calls by step. The caller does not wait. */
export function countPositions(tx: PreparedTransaction, counts: readonly PositionCount[]): void {
  if (counts.length > 0) tx.run(COUNT_POSITION_USE, [JSON.stringify(bySteps(counts))]);
}
