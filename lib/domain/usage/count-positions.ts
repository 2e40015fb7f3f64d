import type { PreparedTransaction } from '@/lib/db/prepared';
import { addEachStep } from '@/lib/domain/usage/position-steps';

/** How many calls of a key succeeded on a day, by the step of their position (`stepOf`). */
export interface PositionCount {
  keyId: string;
  /** A time of the day, in UTC. */
  day: Date;
  /** Those at step 1 first. At least one. */
  byStep: number[];
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

/** The calls of each key and day by step. */
function byDay(counts: readonly PositionCount[]): { keyId: string; day: string; calls: number[] }[] {
  const days = new Map<string, { keyId: string; day: string; calls: number[] }>();
  for (const { keyId, day: time, byStep } of counts) {
    const day = time.toISOString().slice(0, 10);
    const mapKey = `${keyId} ${day}`;
    const known = days.get(mapKey);
    if (known) addEachStep(known.calls, byStep);
    else days.set(mapKey, { keyId, day, calls: [...byStep] });
  }
  return [...days.values()];
}

/** Adds to the counts of calls by step. The caller does not wait. */
export function countPositions(tx: PreparedTransaction, counts: readonly PositionCount[]): void {
  if (counts.length > 0) tx.run(COUNT_POSITION_USE, [JSON.stringify(byDay(counts))]);
}
