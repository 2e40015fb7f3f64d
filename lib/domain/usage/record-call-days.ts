import type { PreparedTransaction } from '@/lib/db/prepared';

/** It writes only on the first call of a day, and on the first successful one with an operation. */
const RECORD_CALL_DAYS = {
  name: 'record-call-days',
  text: `
    INSERT INTO api_key_call_days AS known (api_key_id, called_on, succeeded)
    SELECT id, max(called_on),
      COALESCE(jsonb_object_agg(operation, succeeded_on) FILTER (WHERE succeeded_on IS NOT NULL), '{}')
    FROM (
      SELECT api_keys.id, use.operation, max((use.hour AT TIME ZONE 'UTC')::date) AS called_on,
        max((use.hour AT TIME ZONE 'UTC')::date) FILTER (WHERE use.status < 400) AS succeeded_on
      FROM jsonb_to_recordset($1::jsonb)
        AS use("keyId" text, hour timestamptz, operation text, status smallint)
      JOIN api_keys ON api_keys.id = use."keyId"
      GROUP BY api_keys.id, use.operation
    ) AS operations
    GROUP BY id ORDER BY id
    ON CONFLICT (api_key_id) DO UPDATE SET
      called_on = GREATEST(known.called_on, excluded.called_on),
      succeeded = (
        SELECT COALESCE(jsonb_object_agg(operation, day), '{}') FROM (
          SELECT operation, max(day) AS day FROM (
            SELECT * FROM jsonb_each_text(known.succeeded)
            UNION ALL SELECT * FROM jsonb_each_text(excluded.succeeded)
          ) AS days(operation, day)
          GROUP BY operation
        ) AS latest
      )
      WHERE known.called_on < excluded.called_on OR NOT known.succeeded @> excluded.succeeded`,
};

/**
 * Records the last days on which keys were called, and on which each operation succeeded. The caller does not wait.
 * @param counts as JSON
 */
export function recordCallDays(tx: PreparedTransaction, counts: string): void {
  tx.run(RECORD_CALL_DAYS, [counts]);
}
