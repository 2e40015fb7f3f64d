import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { newRequestId } from '@/lib/gateway/request-id';
import { newId } from '@/lib/ids';
import type { Sender } from './senders';

/** The hash of a request that is stored with the response. */
const HASH = randomBytes(32);

/** A response as the product stores it. */
const bodyOf = (id: string) =>
  JSON.stringify({
    ...{ id, batch_id: null, status: 'queued', to: '+31612345678', country: 'NL', from: null, text: 'Hello' },
    ...{ segments: 1, price: { amount: '0.0800', currency: 'EUR' }, created_at: new Date() },
    ...{ scheduled_at: null, sent_at: null, settled_at: null },
  });

/** The writes of a send, one statement per row. Like the product, they start with the workspace. */
const WRITES: { name: string; text: string; values(sender: Sender, messageId: string): unknown[] }[] = [
  {
    name: 'balance',
    text: `UPDATE workspaces SET sandbox_balance = sandbox_balance - 80000, sandbox_entries = sandbox_entries + 1
      WHERE id = $1 AND sandbox_balance >= 80000`,
    values: ({ workspaceId }) => [workspaceId],
  },
  {
    name: 'message',
    text: `INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, country, text, segments, price,
        next_step_at, request_id)
      VALUES ($1, $2, 'sandbox', $3, '+31612345678', 'NL', 'Hello', 1, 80000, now() + interval '1 second', $4)`,
    values: ({ workspaceId, keyId }, messageId) => [messageId, workspaceId, keyId, newRequestId()],
  },
  {
    name: 'totals',
    text: `INSERT INTO message_total_changes (workspace_id, environment, api_key_id, day, country, messages, segments, price,
        delivered, failed, refunded)
      VALUES ($1, 'sandbox', $2, current_date, 'NL', 1, 1, 80000, 0, 0, 0)`,
    values: ({ workspaceId, keyId }) => [workspaceId, keyId],
  },
  {
    name: 'spend',
    text: `INSERT INTO api_key_spend AS today (api_key_id, day, amount) VALUES ($1, current_date, 80000)
      ON CONFLICT (api_key_id, day) DO UPDATE SET amount = today.amount + excluded.amount`,
    values: ({ keyId }) => [keyId],
  },
  {
    name: 'ledger',
    text: `INSERT INTO ledger_entries
        (id, workspace_id, environment, number, kind, amount, balance_after, charge_kind, reference, message_id)
      SELECT $1, id, 'sandbox', sandbox_entries, 'charge', -80000, sandbox_balance, 'message', $3, $3
      FROM workspaces WHERE id = $2`,
    values: ({ workspaceId }, messageId) => [newId('led'), workspaceId, messageId],
  },
  {
    name: 'audit',
    text: `INSERT INTO audit_events (workspace_id, actor_kind, actor_id, action, target_id, address, detail)
      VALUES ($1, 'apiKey', $2, 'messages.send', $3, '127.0.0.1', '{"messages": 1, "segments": 1}')`,
    values: ({ workspaceId, keyId }, messageId) => [workspaceId, keyId, messageId],
  },
  {
    name: 'response',
    text: `INSERT INTO idempotency_records (workspace_id, environment, operation, key, request_hash, status, body, expires_at)
      VALUES ($1, 'sandbox', 'messages.send', $2, $3, 202, $4, now() + interval '1 day')`,
    values: ({ workspaceId }, messageId) => [workspaceId, randomUUID(), HASH, bodyOf(messageId)],
  },
];

async function writeOn(client: pg.Client, senders: readonly Sender[], until: number): Promise<number> {
  let written = 0;
  for (; performance.now() < until; written += 1) {
    const sender = senders[written % senders.length];
    if (!sender) throw new Error('There are no senders.');
    const messageId = newId('msg');
    await client.query('BEGIN');
    for (const { name, text, values } of WRITES) {
      await client.query({ name, text, values: values(sender, messageId) });
    }
    await client.query('COMMIT');
  }
  return written;
}

export interface BareWriters {
  /** Measures for this many seconds. Returns transactions a second. */
  measure(seconds: number): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts a bare client that makes only the writes of a send. Each of its connections has its own senders, so that none
 * waits for another.
 */
export async function startBareWriters(
  url: string,
  connections: number,
  senders: readonly Sender[],
): Promise<BareWriters> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const shares = clients.map((_, n) => senders.filter((_, index) => index % connections === n));
  return {
    async measure(seconds) {
      const until = performance.now() + seconds * 1_000;
      const written = await Promise.all(clients.map((client, n) => writeOn(client, shares[n] ?? [], until)));
      return written.reduce((sum, count) => sum + count, 0) / seconds;
    },
    async stop() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}
