import { db } from '@/lib/db/client';
import { causeOf, type RefusalDetail } from '@/lib/domain/refusals/cause';
import { newId } from '@/lib/ids';

/** A refused call of a key, with the details that help to fix it. */
export interface KeyRefusal {
  keyId: string;
  at: Date;
  code: string;
  operation: string | null;
  address: string;
  requestId: string;
  method: string;
  /** Without the query. */
  path: string;
  /** The HTTP status of the response. */
  status: number;
  client: string | null;
  /** What was wrong, by the field of the request. */
  fields: Readonly<Record<string, string>>;
  detail: RefusalDetail;
}

/** How many calls of a key were refused for the same reason: with one code, operation, address and cause. */
export interface RefusalCount extends Pick<KeyRefusal, 'keyId' | 'code' | 'operation' | 'address'> {
  cause: string;
  calls: number;
  firstAt: Date;
  lastAt: Date;
  /** Of the latest call. */
  detail: RefusalDetail;
}

/** A text that is the same for refusals that are counted together. */
export function countKey({ keyId, code, operation, address, detail }: KeyRefusal): string {
  return JSON.stringify([keyId, code, operation, address, causeOf(detail)]);
}

/** A count with one more call, which is later than the others. */
export function countRefusal(known: RefusalCount | undefined, refusal: KeyRefusal): RefusalCount {
  const { keyId, code, operation, address, at, detail } = refusal;
  return {
    ...{ keyId, code, operation, address, cause: causeOf(detail) },
    calls: (known?.calls ?? 0) + 1,
    firstAt: known?.firstAt ?? at,
    lastAt: at,
    detail,
  };
}

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

/**
 * Adds to the counts of refused calls, and stores some of the calls themselves: all or nothing. Calls of keys that no longer
 * exist are left out. Rows are locked in the same order by every process.
 *
 * @param counts of all calls
 * @param calls those to store; each is in one of the counts
 */
export async function recordRefusals(
  counts: readonly RefusalCount[],
  calls: readonly KeyRefusal[],
): Promise<void> {
  const counted = toStorable(counts.map((count) => ({ ...count, id: newId('rfg') })));
  const stored = toStorable(
    calls.map((call) => ({ ...call, cause: causeOf(call.detail), id: newId('ref') })),
  );
  await db().$executeRaw`
    WITH counted AS (
      INSERT INTO key_refusal_groups AS known
        (id, api_key_id, code, operation, address, cause, calls, first_at, last_at, detail)
      SELECT added.id, added."keyId", code, operation, address, cause, calls, "firstAt", "lastAt", detail
      FROM jsonb_to_recordset(${counted}::jsonb) AS added(
        id text, "keyId" text, code text, operation text, address text, cause text, calls bigint,
        "firstAt" timestamptz, "lastAt" timestamptz, detail jsonb
      )
      JOIN api_keys ON api_keys.id = added."keyId"
      ORDER BY added."keyId", code, operation, address, cause
      ON CONFLICT (api_key_id, code, operation, address, cause) DO UPDATE SET
        calls = known.calls + excluded.calls,
        first_at = LEAST(known.first_at, excluded.first_at),
        last_at = GREATEST(known.last_at, excluded.last_at),
        detail = CASE WHEN excluded.last_at >= known.last_at THEN excluded.detail ELSE known.detail END
      RETURNING id, api_key_id, code, operation, address, cause
    )
    INSERT INTO key_refusals
      (id, api_key_id, at, code, operation, address, request_id, method, path, status, client, fields, detail, group_id)
    SELECT call.id, call."keyId", call.at, call.code, call.operation, call.address, call."requestId", call.method,
      call.path, call.status, call.client, call.fields, call.detail, counted.id
    FROM jsonb_to_recordset(${stored}::jsonb) AS call(
      id text, "keyId" text, at timestamptz, code text, operation text, address text, "requestId" text, method text,
      path text, status smallint, client text, fields jsonb, detail jsonb, cause text
    )
    JOIN counted ON counted.api_key_id = call."keyId" AND counted.code = call.code
      AND counted.operation IS NOT DISTINCT FROM call.operation
      AND counted.address IS NOT DISTINCT FROM call.address
      AND counted.cause = call.cause`;
}
