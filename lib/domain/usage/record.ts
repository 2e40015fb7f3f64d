import { transactPrepared } from '@/lib/db/prepared';
import { normalise, readAddress } from '@/lib/domain/allowlists/network';
import { clientNetwork } from '@/lib/domain/throttle/client-network';
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

interface UseSignature {
  /** The id of the old signing secret. */
  oldId: string;
  isByOld: boolean;
}

/** How many calls a signing secret signed while signatures of an old one were accepted, too. */
export interface SignatureCount extends UseSignature {
  calls: number;
  /** The last one. */
  at: Date;
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

/** How many calls of a key from an address succeeded on a day. */
export interface AddressCount {
  keyId: string;
  /** The start of the day, in UTC. */
  day: Date;
  address: string;
  calls: number;
}

/** How many calls of a key at one step of positions (`stepOf`) succeeded on a day. */
export interface PositionCount {
  keyId: string;
  /** A time of the day, in UTC. */
  day: Date;
  step: number;
  calls: number;
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

/** How many addresses of an IPv6 network are counted one by one, for each key and day. */
const ADDRESSES_MAX = 16;

const COUNT_ADDRESS_USE = {
  name: 'count-address-use',
  text: `
    WITH used AS (
      SELECT use."keyId" AS key, (use.day AT TIME ZONE 'UTC')::date AS day, use.network, use.address, sum(use.calls) AS calls
      FROM jsonb_to_recordset($1::jsonb)
        AS use("keyId" text, day timestamptz, network inet, address inet, calls int)
      JOIN api_keys ON api_keys.id = use."keyId"
      GROUP BY 1, 2, 3, 4
    ), placed AS (
      SELECT key, used.day, used.network, used.calls,
        CASE
          WHEN family(used.network) = 4 OR known.address IS NOT NULL THEN used.address
          WHEN count(*) FILTER (WHERE known.address IS NULL)
              OVER (PARTITION BY key, used.day, used.network ORDER BY used.address)
            + (
              SELECT count(*) FROM api_key_address_usage counted
              WHERE counted.api_key_id = key AND counted.day = used.day AND counted.network = used.network
            ) <= ${ADDRESSES_MAX} THEN used.address
          ELSE used.network
        END AS address
      FROM used LEFT JOIN api_key_address_usage known ON known.api_key_id = key AND known.day = used.day
        AND known.network = used.network AND known.address = used.address
    )
    INSERT INTO api_key_address_usage AS known (api_key_id, day, network, address, calls)
    SELECT key, day, network, address, sum(calls) FROM placed GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (api_key_id, day, network, address) DO UPDATE SET calls = known.calls + excluded.calls`,
};

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

/** The statements before it have locked the rows. */
const RECORD_PAGE_USE = {
  name: 'record-page-use',
  text: `
    UPDATE api_key_secret_last_uses AS last SET browser_used_at = use.at, browser_origin = use.origin
    FROM jsonb_to_recordset($1::jsonb)
      AS use("secretId" text, at timestamptz, origin text)
    WHERE last.secret_id = use."secretId" AND (last.browser_used_at IS NULL OR last.browser_used_at < use.at)`,
};

/** The statements before it have locked the rows. */
const RECORD_URL_USE = {
  name: 'record-url-use',
  text: `
    UPDATE api_key_secret_last_uses AS last SET url_used_at = use.at
    FROM jsonb_to_recordset($1::jsonb) AS use("secretId" text, at timestamptz)
    WHERE last.secret_id = use."secretId" AND (last.url_used_at IS NULL OR last.url_used_at < use.at)`,
};

/** Locks the rows in one order, as the other statements do. */
const COUNT_SIGNATURES = {
  name: 'count-signatures',
  text: `
    UPDATE old_signing_secrets AS old SET
      old_calls = old.old_calls + use.old_calls, old_used_at = GREATEST(old.old_used_at, use.old_used_at),
      new_calls = old.new_calls + use.new_calls, new_used_at = GREATEST(old.new_used_at, use.new_used_at)
    FROM (
      SELECT signed."oldId" AS id,
        COALESCE(sum(signed.calls) FILTER (WHERE signed."isByOld"), 0) AS old_calls,
        max(signed.at) FILTER (WHERE signed."isByOld") AS old_used_at,
        COALESCE(sum(signed.calls) FILTER (WHERE NOT signed."isByOld"), 0) AS new_calls,
        max(signed.at) FILTER (WHERE NOT signed."isByOld") AS new_used_at
      FROM jsonb_to_recordset($1::jsonb) AS signed("oldId" text, "isByOld" boolean, calls int, at timestamptz)
      GROUP BY 1
    ) AS use, (
      SELECT id FROM old_signing_secrets
      WHERE id IN (SELECT "oldId" FROM jsonb_to_recordset($1::jsonb) AS signed("oldId" text))
      ORDER BY id FOR NO KEY UPDATE
    ) AS locked
    WHERE old.id = use.id AND old.id = locked.id`,
};

/** The counts with the network of each address. A text that is no address, such as that of a closed connection, has none. */
function withNetworks(counts: readonly AddressCount[]) {
  return counts.flatMap((count) => {
    const read = readAddress(count.address);
    if (!read) return [];
    const address = normalise(read).toString();
    return [{ ...count, address, network: clientNetwork(address) }];
  });
}

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

/**
 * Adds to the counts, and sets the last use of keys and secrets if it is later. A batch takes six statements, two
 * more if a call succeeded, and one more each if a web page made a call, a URL contained a secret, or two signing secrets of
 * a key are accepted: all or nothing. Keys that no longer exist are left out. Rows are always locked in the same order, so
 * that two processes do not block each other. Each list is one JSON value, which is much faster than a list of parameters,
 * and goes to the database without Prisma, which copies it several times.
 *
 * @param latest the latest authenticated use of each secret, and its latest uses by a web page and in a URL
 */
export async function recordUse(
  latest: readonly KeyUse[],
  counts: readonly UseCount[],
  addresses: readonly AddressCount[] = [],
  positions: readonly PositionCount[] = [],
  signatures: readonly SignatureCount[] = [],
): Promise<void> {
  const [uses, tallies] = [JSON.stringify(latest), JSON.stringify(counts)];
  const secretTallies = JSON.stringify(counts.filter(({ isAuthenticated }) => isAuthenticated));
  const pageUses = latest.flatMap(({ secretId, at, page }) => (page ? { secretId, at, ...page } : []));
  const urlUses = latest.flatMap(({ secretId, at, inUrl }) => (inUrl ? { secretId, at } : []));
  const networks = withNetworks(addresses);
  await transactPrepared(async (tx) => {
    tx.run(RECORD_KEY_USE, [uses]);
    tx.run(RECORD_SECRET_USE, [uses]);
    tx.run(COUNT_KEY_USE, [tallies]);
    tx.run(COUNT_DAILY_USE, [tallies]);
    tx.run(RECORD_CALL_DAYS, [tallies]);
    tx.run(COUNT_SECRET_USE, [secretTallies]);
    if (networks.length > 0) tx.run(COUNT_ADDRESS_USE, [JSON.stringify(networks)]);
    if (positions.length > 0) tx.run(COUNT_POSITION_USE, [JSON.stringify(bySteps(positions))]);
    if (signatures.length > 0) tx.run(COUNT_SIGNATURES, [JSON.stringify(signatures)]);
    if (pageUses.length > 0) tx.run(RECORD_PAGE_USE, [JSON.stringify(pageUses)]);
    if (urlUses.length > 0) tx.run(RECORD_URL_USE, [JSON.stringify(urlUses)]);
    return ok(null);
  });
}
