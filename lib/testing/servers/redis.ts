import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '@/lib/db/embedded/free-port';
import { findProgram } from '@/lib/testing/servers/find-program';

/** Where redis-server is on this machine; null where it is not. */
export const findRedis = () => findProgram('redis-server');

export interface TestRedis {
  url: string;
  /** Starts it, after a kill too, and waits until it answers. */
  start(): Promise<void>;
  kill(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  stop(): Promise<void>;
}

async function untilReady(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout ?? []) {
    if (String(chunk).includes('Ready to accept connections')) return;
  }
  throw new Error('redis-server did not start.');
}

/** A redis-server of the test's own, which keeps nothing on disk. */
export async function makeRedis(): Promise<TestRedis> {
  const program = findRedis();
  if (!program) throw new Error('redis-server is not installed.');
  const port = await freePort();
  let child: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      child = spawn(program, settings, { cwd: '/', stdio: ['ignore', 'pipe', 'ignore'] });
      await untilReady(child);
      child.stdout?.resume();
    },
    kill: (signal) => void child?.kill(signal),
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
