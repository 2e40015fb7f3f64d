import { db } from '@/lib/db/client';

/** One call that a key was good for, whether it was then refused or not. */
export interface KeyUse {
  keyId: string;
  at: Date;
  operation: string;
  /** The HTTP status of the answer. */
  status: number;
  address: string;
  client: string | null;
}

/** How often a key called an operation in an hour with one outcome. */
export interface UseCount {
  keyId: string;
  /** The first moment of the hour. */
  hour: Date;
  operation: string;
  status: number;
  calls: number;
}

/**
 * Adds to the counts and moves each key's last use on, never back: a batch in two statements, all or nothing.
 * Keys that are gone are left out. Rows are taken in one order, so that two processes do not block each other.
 * Each list goes as one JSON value, which costs far less than a list of parameters.
 */
export async function recordUse(latest: readonly KeyUse[], counts: readonly UseCount[]): Promise<void> {
  await db().$transaction([
    db().$executeRaw`
      WITH use AS (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(latest)}::jsonb)
          AS use("keyId" text, at timestamptz, address text, operation text, client text)
      ), key AS (
        SELECT id FROM api_keys WHERE id IN (SELECT "keyId" FROM use) ORDER BY id FOR NO KEY UPDATE
      )
      UPDATE api_keys SET last_used_at = use.at, last_used_address = use.address,
        last_used_operation = use.operation, last_used_client = use.client
      FROM use JOIN key ON key.id = use."keyId"
      WHERE api_keys.id = key.id AND (api_keys.last_used_at IS NULL OR api_keys.last_used_at < use.at)`,
    db().$executeRaw`
      INSERT INTO api_key_usage (api_key_id, hour, operation, status, calls)
      SELECT use.* FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
        AS use("keyId" text, hour timestamptz, operation text, status smallint, calls int)
      JOIN api_keys ON api_keys.id = use."keyId"
      ORDER BY use."keyId", use.hour, use.operation, use.status
      ON CONFLICT (api_key_id, hour, operation, status)
      DO UPDATE SET calls = api_key_usage.calls + excluded.calls`,
  ]);
}
