import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { disconnect } from '@/lib/db/client';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { overrideEnv } from '@/lib/env';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { median } from './compare';
import { startBenchCluster } from './database';
import { measureSends } from './messages';
import { APP_SECRET } from './secret';
import { addSenders, type Sender } from './senders';
import { PRODUCT, startServer } from './server';

const PORT = 4207;
const ROUNDS = 5;
const CONNECTIONS = 20;
const SENDERS = 100;
const DELIVERIES = 5_000;

export interface WebhooksFigure {
  /** Sends a second, of workspaces without and with an endpoint. */
  without: number;
  subscribed: number;
  /** Median of the ratios of the rounds. */
  ratio: number;
  /** Deliveries a second, to one endpoint and to twenty. */
  toOne: number;
  toTwenty: number;
}

/** A receiver that responds at once. */
async function startReceiver() {
  const server = createServer((request, response) => {
    request.resume();
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function subscribe(client: pg.Client, senders: readonly Sender[], url: string): Promise<void> {
  const secret = sealWebhookSecret(keydesk.webhooks.secret.create());
  for (const { workspaceId } of senders) {
    await client.query(
      `INSERT INTO webhook_endpoints (id, workspace_id, environment, url, sealed_secret)
       VALUES ('whe_' || $1, $1, 'sandbox', $2, $3)`,
      [workspaceId, url, secret],
    );
  }
}

/** Waits until the worker has nothing left to do. */
async function drain(client: pg.Client): Promise<void> {
  const left = `SELECT 1 FROM messages WHERE next_step_at IS NOT NULL
    UNION ALL SELECT 1 FROM pending_webhook_deliveries LIMIT 1`;
  while ((await client.query(left)).rowCount !== 0) await pause(200);
}

/** Queues deliveries to endpoints, in turn, and returns how many a second this process sends. */
async function measureDeliveries(client: pg.Client, receivers: readonly Sender[]): Promise<number> {
  const workspaces = receivers.map(({ workspaceId }) => workspaceId);
  await client.query(
    `WITH event AS (
      INSERT INTO webhook_events (id, workspace_id, environment, type, subject, data, created_at)
      SELECT 'evt_' || gen_random_uuid(), ($1::text[])[1 + n % cardinality($1::text[])], 'sandbox', 'api_key.created',
        'key_' || n, '{"id": "key_1", "label": "Bench", "expiresAt": null}', now()
      FROM generate_series(1, $2) AS n RETURNING id, workspace_id, subject
    )
    INSERT INTO webhook_deliveries
      (id, event_id, workspace_id, environment, endpoint_id, queue, subject, next_attempt_at, created_at)
    SELECT 'dlv_' || id, id, workspace_id, 'sandbox', 'whe_' || workspace_id, 'whe_' || workspace_id, subject, now(), now()
    FROM event`,
    [workspaces, DELIVERIES],
  );
  await client.query('VACUUM ANALYZE webhook_deliveries, pending_webhook_deliveries');
  const deliverer = createDeliverer(keydesk.webhooks);
  const start = performance.now();
  while ((await deliverer.run()) > 0);
  return DELIVERIES / ((performance.now() - start) / 1_000);
}

/**
 * Measures what a subscribed endpoint costs sends in the sandbox, with the worker in the same process, and how fast
 * deliveries go to a local receiver.
 */
export async function measureWebhooks(): Promise<WebhooksFigure> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn', WEBHOOK_ALLOW_PRIVATE: 'yes' });
  const cluster = await startBenchCluster(['max_connections=200']);
  const stops: (() => unknown)[] = [() => cluster.stop()];
  try {
    const database = await cluster.addDatabase('webhooks', 1_000);
    overrideEnv({ DATABASE_URL: database.url });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    stops.unshift(() => client.end());
    const receiver = await startReceiver();
    stops.unshift(receiver.close);
    const [others, subscribers] = [
      await addSenders(database.url, SENDERS),
      await addSenders(database.url, SENDERS),
    ];
    await subscribe(client, subscribers, receiver.url);

    stops.unshift(disconnect);
    const toOne = await measureDeliveries(client, subscribers.slice(0, 1));
    const toTwenty = await measureDeliveries(client, subscribers.slice(0, 20));

    const env = { DATABASE_URL: database.url, APP_SECRET, ROLE: 'gateway,worker', LOG_LEVEL: 'warn' };
    const server = await startServer(PRODUCT, PORT, {
      ...env,
      WEBHOOK_ALLOW_PRIVATE: 'yes',
    });
    stops.unshift(server.stop);
    const url = `${server.url}/api/v1/messages`;
    const rounds: { without: number; subscribed: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const without = await measureSends(url, CONNECTIONS, others, false);
      await drain(client);
      const subscribed = await measureSends(url, CONNECTIONS, subscribers, false);
      await drain(client);
      // The first round is a warm-up.
      if (round > 0) rounds.push({ without, subscribed });
    }
    return {
      without: median(rounds.map((each) => each.without)),
      subscribed: median(rounds.map((each) => each.subscribed)),
      ratio: median(rounds.map((each) => each.subscribed / each.without)),
      toOne,
      toTwenty,
    };
  } finally {
    for (const stop of stops) await stop();
  }
}
