import pg from 'pg';
import type { MemberActor } from '@/lib/domain/actor';

/** The workspace of `addDatabase`, which has the keys. */
const WORKSPACE = 'ws_b';

export const MEMBERS = 1_000;
export const MESSAGES = 1_000_000;

/** A quarter of an hour between two audit events: one page of the log is half a day. */
const AUDIT_EVENTS = 100_000;

/** The messages of a year in the sandbox, the newest last. Most of them were sent by a hundred of the keys. */
const FILL: readonly [string, unknown[]][] = [
  // Only this connection: what refers to rows is right, and checking a million references takes minutes.
  ['SET session_replication_role = replica', []],
  ['SET synchronous_commit = off', []],
  [
    `INSERT INTO users (id, email, name, password_hash, email_verified_at)
     SELECT 'usr_' || lpad(n::text, 22, '0'), 'member' || n || '@bench.test', 'Member ' || n, n, now()
     FROM generate_series(1, $1::int) AS n`,
    [MEMBERS],
  ],
  [
    `INSERT INTO memberships (workspace_id, user_id, role, created_at)
     SELECT '${WORKSPACE}', 'usr_' || lpad(n::text, 22, '0'),
       (ARRAY['owner', 'admin', 'developer', 'viewer'])[least(n, 4)]::"Role", now() - n * interval '1 hour'
     FROM generate_series(1, $1::int) AS n`,
    [MEMBERS],
  ],
  [
    `CREATE TEMP TABLE senders AS
     SELECT id, row_number() OVER (ORDER BY id) AS place FROM api_keys WHERE workspace_id = '${WORKSPACE}' LIMIT 1000`,
    [],
  ],
  ['CREATE UNIQUE INDEX ON senders (place)', []],
  [
    `INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, country, sender, text, segments, price,
       status, created_at, sent_at, settled_at, attempts, request_id)
     SELECT 'msg_' || lpad(n::text, 22, '0'), '${WORKSPACE}', 'sandbox', senders.id,
       '+316' || lpad((n::bigint * 7919 % 50000000)::text, 8, '0'), 'NL', 'Acme', 'Your parcel number ' || n || ' is here', 1, 80000,
       (CASE WHEN n % 1000 = 0 THEN 'expired' WHEN n % 50 = 0 THEN 'undelivered' ELSE 'delivered' END)::"MessageStatus",
       at, at + interval '1 second', at + interval '3 seconds', 1, 'req_' || lpad((n / 3)::text, 22, '0')
     FROM generate_series(1, $1::int) AS n
     JOIN senders ON senders.place = 1 + (CASE WHEN n % 10 = 0 THEN n / 10 % 1000 ELSE n % 100 END)
     CROSS JOIN LATERAL (SELECT now() - ($1 - n) * interval '31 seconds' AS at) AS sent`,
    [MESSAGES],
  ],
  [
    `INSERT INTO ledger_entries (id, workspace_id, environment, number, kind, amount, balance_after, charge_kind, reference,
       message_id, created_at)
     SELECT 'led_' || lpad(n::text, 22, '0'), '${WORKSPACE}', 'sandbox', n,
       (CASE WHEN n % 1000 = 1 THEN 'credit' ELSE 'charge' END)::"LedgerKind",
       CASE WHEN n % 1000 = 1 THEN 79920000 ELSE -80000 END, 1000000000000,
       CASE WHEN n % 1000 <> 1 THEN 'message'::"ChargeKind" END, CASE WHEN n % 1000 <> 1 THEN message END,
       CASE WHEN n % 1000 <> 1 THEN message END, now() - ($1 - n) * interval '31 seconds'
     FROM generate_series(1, $1::int) AS n
     CROSS JOIN LATERAL (SELECT 'msg_' || lpad(n::text, 22, '0') AS message) AS paid`,
    [MESSAGES],
  ],
  [
    `INSERT INTO api_key_usage (api_key_id, hour, operation, status, calls)
     SELECT senders.id, date_trunc('hour', now()) - h * interval '1 hour', operation, 200, 10
     FROM senders, generate_series(0, 24 * 90, 3) AS h, unnest(ARRAY['messages.send', 'messages.get']) AS operation
     WHERE senders.place <= 100`,
    [],
  ],
  [
    `INSERT INTO api_key_daily_usage (workspace_id, day, api_key_id, operation, environment, succeeded, refused, failed)
     SELECT '${WORKSPACE}', (hour AT TIME ZONE 'UTC')::date, api_key_id, operation, 'sandbox', sum(calls), 0, 0
     FROM api_key_usage GROUP BY 2, 3, 4`,
    [],
  ],
  [
    `INSERT INTO message_totals (workspace_id, day, api_key_id, country, environment, messages, segments, delivered, failed,
       refunded, price)
     SELECT workspace_id, (created_at AT TIME ZONE 'UTC')::date, api_key_id, country, environment, count(*), sum(segments),
       count(*) FILTER (WHERE status = 'delivered'), count(*) FILTER (WHERE status <> 'delivered'), 0, sum(price)
     FROM messages GROUP BY 1, 2, 3, 4, 5`,
    [],
  ],
  [
    `INSERT INTO audit_events (workspace_id, actor_kind, actor_id, action, target_id, detail, created_at)
     SELECT '${WORKSPACE}', 'member', 'usr_' || lpad((1 + n % 3)::text, 22, '0'),
       CASE WHEN n % 5 = 0 THEN 'api_key.rename' ELSE 'messages.send_test' END, senders.id, '{"from":"A","to":"B"}',
       now() - ($1 - n) * interval '15 minutes'
     FROM generate_series(1, $1::int) AS n JOIN senders ON senders.place = 1 + n % 1000`,
    [AUDIT_EVENTS],
  ],
  [
    `INSERT INTO key_refusal_groups
       (id, api_key_id, code, operation, address, cause, calls, first_at, last_at)
     SELECT 'rfg_' || senders.place || 'x' || n, senders.id, 'FORBIDDEN', 'messages.send', '192.0.2.' || n, '', 20,
       now() - interval '27 days', now() - n * interval '1 minute'
     FROM generate_series(1, 20) AS n JOIN senders ON senders.place <= 100`,
    [],
  ],
  [
    `INSERT INTO key_refusals (id, api_key_id, at, code, operation, address, request_id, group_id)
     SELECT 'ref_' || n, senders.id, now() - n * interval '1 minute', 'FORBIDDEN', 'messages.send',
       '192.0.2.' || 1 + n % 20, 'req_r' || n, 'rfg_' || senders.place || 'x' || 1 + n % 20
     FROM generate_series(1, 40000) AS n JOIN senders ON senders.place = 1 + n % 100`,
    [],
  ],
  [`UPDATE workspaces SET sandbox_entries = $1::int WHERE id = '${WORKSPACE}'`, [MESSAGES]],
  ['RESET session_replication_role', []],
  ['VACUUM ANALYZE', []],
];

/** What the pages of the workspace are about. */
export interface BusyWorkspace {
  owner: MemberActor;
  /** A key that sent many messages. */
  keyId: string;
  /** The newest message. */
  messageId: string;
  requestId: string;
  recipient: string;
}

/** Gives the workspace of `addDatabase` members, messages, a ledger and a history: straight into the tables. */
export async function makeBusyWorkspace(url: string): Promise<BusyWorkspace> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [sql, values] of FILL) await client.query(sql, values);
    const { rows } = await client.query<{
      id: string;
      api_key_id: string;
      request_id: string;
      recipient: string;
    }>('SELECT id, api_key_id, request_id, recipient FROM messages ORDER BY created_at DESC LIMIT 1');
    const [newest] = rows;
    if (!newest) throw new Error('No messages were made.');
    const owner: MemberActor = {
      ...{ kind: 'member', userId: `usr_${'1'.padStart(22, '0')}`, workspaceId: WORKSPACE, role: 'owner' },
      ...{ emailVerified: true, sessionId: '', address: null },
    };
    return {
      owner,
      keyId: newest.api_key_id,
      messageId: newest.id,
      requestId: newest.request_id,
      recipient: newest.recipient,
    };
  } finally {
    await client.end();
  }
}
