import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'undici';
import type { Gateway } from '../gateways';

const BODY = JSON.stringify({ to: '+31612345678', text: 'Hello' });
/** How long a send waits before it is repeated, on average. */
const REPEAT_AFTER_MS = 500;
/** Longer than the longest round. */
const PATIENCE_MS = 5 * 60_000;

export interface Outcome {
  /** How many sends had each result: `ok` or the code of the refusal. */
  results: Map<string, number>;
  /** How often a send was repeated with its idempotency key, because it got no response or the gateway was busy. */
  repeated: number;
}

/**
 * Sends this many messages with a key, all at once, to the gateways in turn. As a good client does, it repeats a send that
 * got no decision, with the same idempotency key, at the other gateway.
 */
export async function sendInParallel(
  gateways: readonly Gateway[],
  secret: string,
  sends: number,
): Promise<Outcome> {
  const agent = new Agent({ connections: null, headersTimeout: PATIENCE_MS, connectTimeout: PATIENCE_MS });
  const outcome: Outcome = { results: new Map(), repeated: 0 };

  async function attempt(origin: string, headers: Record<string, string>): Promise<string | null> {
    const response = await agent.request({
      origin,
      path: '/api/v1/messages',
      method: 'POST',
      headers,
      body: BODY,
    });
    const body = (await response.body.json()) as { code?: string };
    if (response.statusCode < 300) return 'ok';
    return response.statusCode === 503 ? null : (body.code ?? String(response.statusCode));
  }

  async function send(number: number): Promise<string> {
    const headers = {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    for (let turn = number; ; turn++) {
      const origin = gateways[turn % gateways.length]?.origin ?? '';
      // A killed gateway leaves the sends that it has without a response.
      const result = await attempt(origin, headers).catch(() => null);
      // The gateway that was killed may not have rolled back its transaction yet.
      if (result !== null && result !== 'IDEMPOTENCY_CONFLICT') return result;
      outcome.repeated += 1;
      await pause(2 * Math.random() * REPEAT_AFTER_MS);
    }
  }

  const results = await Promise.all(Array.from({ length: sends }, (_, number) => send(number)));
  await agent.close();
  for (const result of results) outcome.results.set(result, (outcome.results.get(result) ?? 0) + 1);
  return outcome;
}
