import { readFileSync, writeFileSync } from 'node:fs';
import { overrideEnv } from '@/lib/env';
import { startBenchCluster } from './database';
import { APP_SECRET } from './secret';
import { addSenders, type Sender } from './senders';
import { PRODUCT, startServer } from './server';

const PORT = 4206;
const RECIPIENTS = 10_000;
const SENDS = 6;

export interface BatchesFigure {
  recipients: number;
  /** The size of the body. */
  kilobytes: number;
  /** How long each send took, in milliseconds. */
  sends: number[];
  /** How far the memory of the process rose above that at the start during each send, in megabytes. */
  memory: number[];
  /** The longest that a call of another workspace took meanwhile, in milliseconds. */
  slowestOther: number;
}

function body(): string {
  const recipients = Array.from({ length: RECIPIENTS }, (_, n) => ({
    to: `+316${10_000_000 + n}`,
    variables: { name: `Customer ${n}`, code: String(100_000 + n) },
  }));
  return JSON.stringify({ recipients, text: 'Hello {{name}}, your code is {{code}}.' });
}

const authorization = ({ secret }: Sender) => ({ authorization: `Bearer ${secret}` });

/** Sends a batch, and returns how long it took in milliseconds. */
async function sendBatch(url: string, sender: Sender, text: string): Promise<number> {
  const start = performance.now();
  const headers = { ...authorization(sender), 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/v1/batches`, { method: 'POST', headers, body: text });
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
  return performance.now() - start;
}

/** Calls the API one call after another until `isOver`, and returns the longest that one took in milliseconds. */
async function slowestCall(url: string, sender: Sender, isOver: () => boolean): Promise<number> {
  let slowest = 0;
  while (!isOver()) {
    const start = performance.now();
    await (await fetch(`${url}/api/v1/account`, { headers: authorization(sender) })).arrayBuffer();
    slowest = Math.max(slowest, performance.now() - start);
  }
  return slowest;
}

/** A figure of the process in megabytes: VmRSS is its memory, VmHWM the peak of that. Only Linux has it. */
function memoryOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const [, kilobytes] =
    new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

/** Measures POST /api/v1/batches with 10,000 recipients, several times, while another workspace calls the API. */
export async function measureBatches(): Promise<BatchesFigure> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  const stops = [() => cluster.stop()];
  try {
    const database = await cluster.addDatabase('batches', 1_000);
    const [sender, other] = await addSenders(database.url, 2);
    if (!sender || !other) throw new Error('There are no senders.');
    const env = { DATABASE_URL: database.url, APP_SECRET, ROLE: 'gateway', LOG_LEVEL: 'warn' };
    const { url, pid, stop } = await startServer(PRODUCT, PORT, env);
    stops.unshift(stop);
    const text = body();
    const atStart = memoryOf(pid, 'VmRSS');
    const sends: number[] = [];
    const memory: number[] = [];
    let isOver = false;
    const others = slowestCall(url, other, () => isOver);
    for (let send = 0; send < SENDS; send++) {
      // Forgets the peak so far.
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
      sends.push(await sendBatch(url, sender, text));
      memory.push(memoryOf(pid, 'VmHWM') - atStart);
    }
    isOver = true;
    return {
      recipients: RECIPIENTS,
      kilobytes: text.length / 1_000,
      sends,
      memory,
      slowestOther: await others,
    };
  } finally {
    for (const stop of stops) await stop();
  }
}
