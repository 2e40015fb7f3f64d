import { createHash, createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { SECOND } from '@/lib/clock';
import { overrideEnv } from '@/lib/env';
import { type BareWriters, startBareWriters } from './bare-writes';
import { median } from './compare';
import { startBenchCluster } from './database';
import { APP_SECRET } from './secret';
import { addSenders, type Sender } from './senders';
import { PRODUCT, startServer } from './server';

const PORT = 4205;
const ROUNDS = 7;
const SECONDS = 2;
/** Each has its own workspace and key, because the database handles sends of one workspace one after another. */
const SENDERS = 400;
/** The use of the keys is written within this time after the calls. */
const UNTIL_WRITTEN_MS = 4 * SECOND;

const BODY = JSON.stringify({ to: '+31612345678', text: 'Hello' });
const DIGEST = `sha-256=:${createHash('sha256').update(BODY).digest('base64')}:`;

function signatureHeaders({ keyId, signingSecret }: Sender, url: string): Record<string, string> {
  const created = Math.floor(Date.now() / 1000);
  const input = `("@method" "@target-uri" "content-digest");created=${created};keyid="${keyId}";nonce="${randomUUID()}"`;
  const base = `"@method": POST\n"@target-uri": ${url}\n"content-digest": ${DIGEST}\n"@signature-params": ${input}`;
  const signature = createHmac('sha256', signingSecret).update(base).digest('base64');
  return { 'content-digest': DIGEST, 'signature-input': `a=${input}`, signature: `a=:${signature}:` };
}

/** Returns sends a second. The client also computes signatures for unsigned sends, so that both have the same cost. */
export async function measureSends(
  url: string,
  connections: number,
  senders: readonly Sender[],
  signed: boolean,
): Promise<number> {
  let next = 0;
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const sender = senders[next++ % senders.length];
    if (!sender) throw new Error('There are no senders.');
    const signature = signatureHeaders(sender, url);
    const headers = {
      authorization: `Bearer ${sender.secret}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(signed && signature),
    };
    return { ...request, headers };
  };
  const requests = [{ method: 'POST' as const, body: BODY, setupRequest }];
  const result = await autocannon({ url, connections, duration: SECONDS, requests });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} sends were rejected and ${result.errors} failed.`);
  }
  return result.requests.total / result.duration;
}

export interface MessagesFigure {
  connections: number;
  /** These three are per second. */
  bare: number;
  sends: number;
  signed: number;
  /** Medians of the ratios of the rounds. */
  sendsToBare: number;
  signedToUnsigned: number;
}

async function measureAt(
  connections: number,
  url: string,
  writers: BareWriters,
  senders: readonly Sender[],
): Promise<MessagesFigure> {
  // The same calls come before, because the use of their keys is written while the others are measured.
  const measure = async (signed: boolean) => {
    await measureSends(url, connections, senders, signed);
    return measureSends(url, connections, senders, signed);
  };
  const rounds: { bare: number; sends: number; signed: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await pause(UNTIL_WRITTEN_MS);
    const figures = {
      bare: await writers.measure(SECONDS),
      sends: await measure(false),
      signed: await measure(true),
    };
    // The first round is a warm-up.
    if (round > 0) rounds.push(figures);
  }
  return {
    connections,
    bare: median(rounds.map(({ bare }) => bare)),
    sends: median(rounds.map(({ sends }) => sends)),
    signed: median(rounds.map(({ signed }) => signed)),
    sendsToBare: median(rounds.map(({ sends, bare }) => sends / bare)),
    signedToUnsigned: median(rounds.map(({ signed, sends }) => signed / sends)),
  };
}

/**
 * Measures POST /api/v1/messages in the sandbox, with an Idempotency-Key per call, against a bare client that writes the
 * same rows in one transaction on the same database. Also measures signed calls (RFC 9421) against unsigned ones.
 */
export async function measureMessages(report: (figure: MessagesFigure) => void): Promise<void> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  // Enough for the connections of both the bare client and the product.
  const cluster = await startBenchCluster(['max_connections=200']);
  const stops = [() => cluster.stop()];
  try {
    const database = await cluster.addDatabase('messages', 1_000);
    const senders = await addSenders(database.url, SENDERS);
    const env = { DATABASE_URL: database.url, APP_SECRET, ROLE: 'gateway', LOG_LEVEL: 'warn' };
    const gateway = await startServer(PRODUCT, PORT, env);
    stops.unshift(() => gateway.stop());
    for (const connections of [20, 100]) {
      const writers = await startBareWriters(database.url, connections, senders);
      stops.unshift(() => writers.stop());
      report(await measureAt(connections, `${gateway.url}/api/v1/messages`, writers, senders));
    }
  } finally {
    for (const stop of stops) await stop();
  }
}
