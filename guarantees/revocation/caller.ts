import { Client, type Dispatcher } from 'undici';
import type { Gateway } from '../gateways';
import type { Secret } from './changed-key';
import type { Call, Operation } from './history';
import type { Recorder } from './recorder';

const API = '/api/v1';
const REQUESTS: Record<Operation, Pick<Dispatcher.RequestOptions, 'method' | 'path' | 'body'>> = {
  account: { method: 'GET', path: `${API}/account` },
  balance: { method: 'GET', path: `${API}/balance` },
  send: {
    method: 'POST',
    path: `${API}/messages`,
    body: JSON.stringify({ to: '+31612345678', text: 'Hello' }),
  },
};

/** The result as the history has it. A gateway that is too busy or stops has decided nothing. */
async function readResult({ statusCode, body }: Dispatcher.ResponseData): Promise<string | null> {
  if (statusCode < 300) {
    await body.dump();
    return 'ok';
  }
  const { code } = (await body.json()) as { code: string };
  return statusCode === 503 ? null : code;
}

/** What a call does. */
export interface Attempt {
  secret: Secret;
  operation: Operation;
}

/**
 * Calls a gateway on one connection, one call after another, until the end.
 * @param number that of the gateway in the history
 */
export async function callAgainAndAgain(
  { origin, ready }: Gateway,
  number: number,
  recorder: Recorder,
  next: () => Attempt,
  end: AbortSignal,
): Promise<void> {
  const client = new Client(origin);
  const call = async (): Promise<Call> => {
    const { secret, operation } = next();
    const headers = { authorization: `Bearer ${secret.text}`, 'content-type': 'application/json' };
    const from = recorder.before();
    // The connection breaks when the gateway is killed.
    const response = await client.request({ ...REQUESTS[operation], headers }).catch(() => null);
    const result = response ? await readResult(response).catch(() => null) : null;
    const to = recorder.after();
    return { entry: 'call', gateway: number, secret: secret.number, operation, from, to, result };
  };
  while (!end.aborted) {
    const made = await call();
    recorder.add(made);
    if (made.result === null) await ready();
  }
  await client.close();
}
