import { transactPrepared } from '@/lib/db/prepared';
import { type AddressCount, countAddresses } from '@/lib/domain/usage/count-addresses';
import { countPositions, type PositionCount } from '@/lib/domain/usage/count-positions';
import { countSignatures, type SignatureCount, type UseSignature } from '@/lib/domain/usage/count-signatures';
import { recordCallDays } from '@/lib/domain/usage/record-call-days';
import { ok } from '@/lib/errors';

/** A call with a known key. */
export interface KeyUse {
  keyId: string;
  /** The secret of the key that the call carried. */
  secretId: string;
  at: Date;
  operation: string;
  /** The HTTP status of the response. Of a refusal that the provider answers as a success: the usual one of refusals. */
  status: number;
  /** False if the call was refused with 401, for example because the key is disabled. Then it counts only as a call. */
  isAuthenticated: boolean;
  address: string;
  /** 3 for the third call of the key in the window of the rate limit; null if the call was refused before it counted. */
  position: number | null;
  client: string | null;
  /** The web page that made the call; null if it came from something other than a browser. */
  page: WebPage | null;
  /** Whether its URL contained the secret. */
  inUrl: boolean;
  /** Which signing secret signed it, while signatures of an old one are accepted, too. */
  signature?: UseSignature | undefined;
}

export interface WebPage {
  /** Null if the browser did not tell it. */
  origin: string | null;
}

/** How often a key called an operation in an hour, with the same secret and status. */
export interface UseCount {
  keyId: string;
  secretId: string;
  /** The start of the hour. */
  hour: Date;
  operation: string;
  status: number;
  isAuthenticated: boolean;
  calls: number;
  /** The time of the latest one. Left out: it is not known. */
  lastAt?: Date;
}

/** A batch of calls, as counts. */
export interface Usage {
  /** The latest authenticated use of each secret, and its latest uses by a web page and in a URL. */
  latest?: readonly KeyUse[];
  counts?: readonly UseCount[];
  addresses?: readonly AddressCount[];
  positions?: readonly PositionCount[];
  signatures?: readonly SignatureCount[];
}

const RECORD_KEY_USE = {
  name: 'record-key-use',
  text: `
    INSERT INTO api_key_last_uses AS last (api_key_id, at, address, operation, client)
    SELECT DISTINCT ON (use."keyId") use."keyId", use.at, use.address, use.operation, use.client
    FROM jsonb_to_recordset($1::jsonb)
      AS use("keyId" text, at timestamptz, address text, operation text, client text)
    JOIN api_keys ON api_keys.id = use."keyId"
    ORDER BY use."keyId", use.at DESC
    ON CONFLICT (api_key_id) DO UPDATE SET
      at = excluded.at, address = excluded.address, operation = excluded.operation, client = excluded.client
      WHERE last.at < excluded.at`,
};

const RECORD_SECRET_USE = {
  name: 'record-secret-use',
  text: `
    INSERT INTO api_key_secret_last_uses AS last (secret_id, at, address)
    SELECT DISTINCT ON (use."secretId") use."secretId", use.at, use.address
    FROM jsonb_to_recordset($1::jsonb) AS use("secretId" text, at timestamptz, address text)
    JOIN api_key_secrets ON api_key_secrets.id = use."secretId"
    ORDER BY use."secretId", use.at DESC
    ON CONFLICT (secret_id) DO UPDATE SET at = excluded.at, address = excluded.address WHERE last.at < excluded.at`,
};

const COUNT_KEY_USE = {
  name: 'count-key-use',
  text: `
    INSERT INTO api_key_usage (api_key_id, hour, operation, status, calls, last_at)
    SELECT use."keyId", use.hour, use.operation, use.status, sum(use.calls), max(use."lastAt")
    FROM jsonb_to_recordset($1::jsonb)
      AS use("keyId" text, hour timestamptz, operation text, status smallint, calls int, "lastAt" timestamptz)
    JOIN api_keys ON api_keys.id = use."keyId"
    GROUP BY use."keyId", use.hour, use.operation, use.status
    ORDER BY use."keyId", use.hour, use.operation, use.status
    ON CONFLICT (api_key_id, hour, operation, status)
    DO UPDATE SET calls = api_key_usage.calls + excluded.calls,
      last_at = GREATEST(api_key_usage.last_at, excluded.last_at)`,
};

const COUNT_DAILY_USE = {
  name: 'count-daily-use',
  text: `
    INSERT INTO api_key_daily_usage
      (workspace_id, day, api_key_id, operation, environment, succeeded, refused, failed)
    SELECT api_keys.workspace_id, (use.hour AT TIME ZONE 'UTC')::date, api_keys.id, use.operation,
      api_keys.environment,
      COALESCE(sum(use.calls) FILTER (WHERE use.status < 400), 0),
      COALESCE(sum(use.calls) FILTER (WHERE use.status BETWEEN 400 AND 499), 0),
      COALESCE(sum(use.calls) FILTER (WHERE use.status >= 500), 0)
    FROM jsonb_to_recordset($1::jsonb)
      AS use("keyId" text, hour timestamptz, operation text, status smallint, calls int)
    JOIN api_keys ON api_keys.id = use."keyId"
    GROUP BY api_keys.id, 2, use.operation
    ORDER BY api_keys.id, 2, use.operation
    ON CONFLICT (workspace_id, day, api_key_id, operation) DO UPDATE SET
      succeeded = api_key_daily_usage.succeeded + excluded.succeeded,
      refused = api_key_daily_usage.refused + excluded.refused,
      failed = api_key_daily_usage.failed + excluded.failed`,
};

const COUNT_SECRET_USE = {
  name: 'count-secret-use',
  text: `
    INSERT INTO api_key_secret_usage (secret_id, hour, calls)
    SELECT use."secretId", use.hour, sum(use.calls)
    FROM jsonb_to_recordset($1::jsonb) AS use("secretId" text, hour timestamptz, calls int)
    JOIN api_key_secrets ON api_key_secrets.id = use."secretId"
    GROUP BY use."secretId", use.hour
    ORDER BY use."secretId", use.hour
    ON CONFLICT (secret_id, hour) DO UPDATE SET calls = api_key_secret_usage.calls + excluded.calls`,
};

/** The statements before it have locked the rows. */
const RECORD_PAGE_USE = {
  name: 'record-page-use',
  text: `
    UPDATE api_key_secret_last_uses AS last SET browser_used_at = use.at, browser_origin = use.origin
    FROM (
      SELECT DISTINCT ON ("secretId") "secretId", at, origin
      FROM jsonb_to_recordset($1::jsonb) AS use("secretId" text, at timestamptz, origin text)
      ORDER BY "secretId", at DESC
    ) AS use
    WHERE last.secret_id = use."secretId" AND (last.browser_used_at IS NULL OR last.browser_used_at < use.at)`,
};

/** The statements before it have locked the rows. */
const RECORD_URL_USE = {
  name: 'record-url-use',
  text: `
    UPDATE api_key_secret_last_uses AS last SET url_used_at = use.at
    FROM (
      SELECT "secretId", max(at) AS at FROM jsonb_to_recordset($1::jsonb) AS use("secretId" text, at timestamptz)
      GROUP BY "secretId"
    ) AS use
    WHERE last.secret_id = use."secretId" AND (last.url_used_at IS NULL OR last.url_used_at < use.at)`,
};

/**
 * Adds to the counts, and sets the last use of keys and secrets if it is later. A batch takes six statements, two
 * more if a call succeeded, and one more each if a web page made a call, a URL contained a secret, or two signing secrets of
 * a key are accepted: all or nothing. Keys that no longer exist are left out. Rows are always locked in the same order, so
 * that two processes do not block each other. Each list is one JSON value, which is much faster than a list of parameters,
 * and goes to the database without Prisma, which copies it several times.
 */
export async function recordUse({
  latest = [],
  counts = [],
  addresses = [],
  positions = [],
  signatures = [],
}: Usage): Promise<void> {
  const [uses, tallies] = [JSON.stringify(latest), JSON.stringify(counts)];
  const secretTallies = JSON.stringify(counts.filter(({ isAuthenticated }) => isAuthenticated));
  const pageUses = latest.flatMap(({ secretId, at, page }) => (page ? { secretId, at, ...page } : []));
  const urlUses = latest.flatMap(({ secretId, at, inUrl }) => (inUrl ? { secretId, at } : []));
  await transactPrepared(async (tx) => {
    tx.run(RECORD_KEY_USE, [uses]);
    tx.run(RECORD_SECRET_USE, [uses]);
    tx.run(COUNT_KEY_USE, [tallies]);
    tx.run(COUNT_DAILY_USE, [tallies]);
    recordCallDays(tx, tallies);
    tx.run(COUNT_SECRET_USE, [secretTallies]);
    countAddresses(tx, addresses);
    countPositions(tx, positions);
    countSignatures(tx, signatures);
    if (pageUses.length > 0) tx.run(RECORD_PAGE_USE, [JSON.stringify(pageUses)]);
    if (urlUses.length > 0) tx.run(RECORD_URL_USE, [JSON.stringify(urlUses)]);
    return ok(null);
  });
}
