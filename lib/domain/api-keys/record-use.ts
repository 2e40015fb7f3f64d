import { db } from '@/lib/db/client';

/** One call that a key was good for, whether it was then refused or not. */
export interface KeyUse {
  keyId: string;
  /** The one of the key's secrets that the call carried. */
  secretId: string;
  at: Date;
  operation: string;
  /** The HTTP status of the answer. */
  status: number;
  address: string;
  client: string | null;
}

/** How often a key called an operation in an hour with one secret and one outcome. */
export interface UseCount {
  keyId: string;
  secretId: string;
  /** The first moment of the hour. */
  hour: Date;
  operation: string;
  status: number;
  calls: number;
}

/**
 * Adds to the counts and moves the last use of keys and secrets on, never back: a batch in four statements, all or
 * nothing. Keys that are gone are left out. Rows are taken in one order, so that two processes do not block each
 * other.
 *
 * @param latest the latest use of each secret
 */
export async function recordUse(latest: readonly KeyUse[], counts: readonly UseCount[]): Promise<void> {
  await db().$transaction([
    db().$executeRaw`
      WITH use AS (
        SELECT DISTINCT ON (key_id) * FROM unnest(
          ${latest.map((use) => use.keyId)}::text[],
          ${latest.map((use) => use.at)}::timestamptz[],
          ${latest.map((use) => use.address)}::text[],
          ${latest.map((use) => use.operation)}::text[],
          ${latest.map((use) => use.client)}::text[]
        ) AS use(key_id, at, address, operation, client)
        ORDER BY key_id, at DESC
      ), key AS (
        SELECT id FROM api_keys WHERE id IN (SELECT key_id FROM use) ORDER BY id FOR NO KEY UPDATE
      )
      UPDATE api_keys SET last_used_at = use.at, last_used_address = use.address,
        last_used_operation = use.operation, last_used_client = use.client
      FROM use JOIN key ON key.id = use.key_id
      WHERE api_keys.id = key.id AND (api_keys.last_used_at IS NULL OR api_keys.last_used_at < use.at)`,
    db().$executeRaw`
      WITH use AS (
        SELECT * FROM unnest(
          ${latest.map((use) => use.secretId)}::text[],
          ${latest.map((use) => use.at)}::timestamptz[],
          ${latest.map((use) => use.address)}::text[]
        ) AS use(secret_id, at, address)
      ), secret AS (
        SELECT id FROM api_key_secrets WHERE id IN (SELECT secret_id FROM use) ORDER BY id FOR NO KEY UPDATE
      )
      UPDATE api_key_secrets SET last_used_at = use.at, last_used_address = use.address
      FROM use JOIN secret ON secret.id = use.secret_id
      WHERE api_key_secrets.id = secret.id
        AND (api_key_secrets.last_used_at IS NULL OR api_key_secrets.last_used_at < use.at)`,
    db().$executeRaw`
      INSERT INTO api_key_usage (api_key_id, hour, operation, status, calls)
      SELECT use.key_id, use.hour, use.operation, use.status, sum(use.calls) FROM unnest(
        ${counts.map((count) => count.keyId)}::text[],
        ${counts.map((count) => count.hour)}::timestamptz[],
        ${counts.map((count) => count.operation)}::text[],
        ${counts.map((count) => count.status)}::smallint[],
        ${counts.map((count) => count.calls)}::int[]
      ) AS use(key_id, hour, operation, status, calls)
      JOIN api_keys ON api_keys.id = use.key_id
      GROUP BY use.key_id, use.hour, use.operation, use.status
      ORDER BY use.key_id, use.hour, use.operation, use.status
      ON CONFLICT (api_key_id, hour, operation, status)
      DO UPDATE SET calls = api_key_usage.calls + excluded.calls`,
    db().$executeRaw`
      INSERT INTO api_key_secret_usage (secret_id, hour, calls)
      SELECT use.secret_id, use.hour, sum(use.calls) FROM unnest(
        ${counts.map((count) => count.secretId)}::text[],
        ${counts.map((count) => count.hour)}::timestamptz[],
        ${counts.map((count) => count.calls)}::int[]
      ) AS use(secret_id, hour, calls)
      JOIN api_key_secrets ON api_key_secrets.id = use.secret_id
      GROUP BY use.secret_id, use.hour
      ORDER BY use.secret_id, use.hour
      ON CONFLICT (secret_id, hour) DO UPDATE SET calls = api_key_secret_usage.calls + excluded.calls`,
  ]);
}
