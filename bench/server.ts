import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleOf } from '@/scripts/bundle.mjs';

/** The arguments with which Node starts the product. */
export const PRODUCT = [bundleOf('server.ts')];

export interface BenchServer {
  url: string;
  pid: number;
  /** Sends the signal, SIGTERM unless it is another one, and waits for the end of the process. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const ATTEMPTS = 300;

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (child.exitCode !== null) throw new Error(`The server for ${url} ended with ${child.exitCode}.`);
    // A portal that still starts responds with 503.
    const isReady = await fetch(url).then(
      ({ status }) => status !== 503,
      () => false,
    );
    if (isReady) return;
    await pause(100);
  }
  throw new Error(`No server responds at ${url}.`);
}

/** Starts Node with `args` as a server on `port` in a new process, and waits until it is ready. */
export async function startServer(
  args: string[],
  port: number,
  env: Record<string, string> = {},
): Promise<BenchServer> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, child);
  if (child.pid === undefined) throw new Error(`The server for ${url} did not start.`);
  return {
    url,
    pid: child.pid,
    async stop(signal = 'SIGTERM') {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}
