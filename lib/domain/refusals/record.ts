import { db } from '@/lib/db/client';
import {
  groupKey,
  type KeyRefusal,
  type RefusalCounts,
  toCount,
  toOthers,
} from '@/lib/domain/refusals/count';
import { limitGroups } from '@/lib/domain/refusals/limit-groups';
import { newId } from '@/lib/ids';

/** Text without what PostgreSQL cannot store and a caller can send: NUL and half surrogate pairs. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** JSON of storable text. A caller chooses the names of fields, too. */
function toStorable(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value: unknown) => {
    if (typeof value === 'string') return storable(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, content]) => [storable(name), content]));
  });
}

/** A call with what identifies its group. */
function withGroup(call: KeyRefusal, counts: RefusalCounts) {
  const own = toCount(call);
  const { address: network, cause } = counts.has(groupKey(own)) ? own : toOthers(own);
  return { ...call, network, cause, id: newId('ref') };
}

/**
 * Adds to the counts of refused calls, and stores some of the calls themselves: all or nothing. Calls of keys that no longer
 * exist are left out. If a key has too many groups, other addresses are counted together. Rows are locked in the same order
 * by every process.
 *
 * @param counts of all calls
 * @param calls those to store; each is in one of the counts, or in that of other addresses
 */
export async function recordRefusals(counts: RefusalCounts, calls: readonly KeyRefusal[]): Promise<void> {
  const limited = await limitGroups(counts);
  const counted = toStorable([...limited.values()].map((count) => ({ ...count, id: newId('rfg') })));
  const stored = toStorable(calls.map((call) => withGroup(call, limited)));
  await db().$executeRaw`
    WITH counted AS (
      INSERT INTO key_refusal_groups AS known
        (id, api_key_id, code, operation, address, cause, calls, first_at, last_at, last_address, detail)
      SELECT added.id, added."keyId", code, operation, address, cause, calls, "firstAt", "lastAt", "lastAddress", detail
      FROM jsonb_to_recordset(${counted}::jsonb) AS added(
        id text, "keyId" text, code text, operation text, address text, cause text, calls bigint,
        "firstAt" timestamptz, "lastAt" timestamptz, "lastAddress" text, detail jsonb
      )
      JOIN api_keys ON api_keys.id = added."keyId"
      ORDER BY added."keyId", code, operation, address, cause
      ON CONFLICT (api_key_id, code, operation, address, cause) DO UPDATE SET
        calls = known.calls + excluded.calls,
        first_at = LEAST(known.first_at, excluded.first_at),
        last_at = GREATEST(known.last_at, excluded.last_at),
        last_address = CASE WHEN excluded.last_at >= known.last_at THEN excluded.last_address ELSE known.last_address END,
        detail = CASE WHEN excluded.last_at >= known.last_at THEN excluded.detail ELSE known.detail END
      RETURNING id, api_key_id, code, operation, address, cause
    )
    INSERT INTO key_refusals
      (id, api_key_id, at, code, operation, address, request_id, method, path, status, client, fields, detail, group_id)
    SELECT call.id, call."keyId", call.at, call.code, call.operation, call.address, call."requestId", call.method,
      call.path, call.status, call.client, call.fields, call.detail, counted.id
    FROM jsonb_to_recordset(${stored}::jsonb) AS call(
      id text, "keyId" text, at timestamptz, code text, operation text, address text, "requestId" text, method text,
      path text, status smallint, client text, fields jsonb, detail jsonb, network text, cause text
    )
    JOIN counted ON counted.api_key_id = call."keyId" AND counted.code = call.code
      AND counted.operation IS NOT DISTINCT FROM call.operation
      AND counted.address IS NOT DISTINCT FROM call.network
      AND counted.cause = call.cause`;
}
