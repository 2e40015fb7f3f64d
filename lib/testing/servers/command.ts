import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { vi } from 'vitest';
import { processesOn, type RunningProcess } from '@/lib/testing/servers/processes';

/** `npm run …` as a person or a supervisor runs it, with all that it starts. */
export interface TestCommand {
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Waits until it has printed `text`. */
  prints(text: string): Promise<void>;
  /** The process of it whose command line contains `text`. */
  find(text: string): Promise<RunningProcess>;
  /** Waits until none of its processes is left and everything that they printed has been read. */
  isGone(): Promise<void>;
}

const PATIENCE = { timeout: 60_000, interval: 50 };

/** Starts the npm script `name` on `dataDir`. */
export function startCommand(name: string, dataDir: string, env: Record<string, string> = {}): TestCommand {
  const { PATH, HOME } = process.env;
  const child = spawn('npm', ['run', name], {
    env: { PATH, HOME, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir, ROLE: 'gateway,worker', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return {
    child,
    output: () => output,
    prints: (text) =>
      vi.waitFor(() => {
        if (!output.includes(text)) throw new Error(`Not printed: ${text}\n${output}`);
      }, PATIENCE),
    find: (text) =>
      vi.waitFor(() => {
        const found = processesOn(dataDir).find(({ command }) => command.includes(text));
        if (!found) throw new Error(`Not running: ${text}\n${output}`);
        return found;
      }, PATIENCE),
    isGone: async () => {
      await vi.waitFor(() => {
        const left = processesOn(dataDir);
        if (left.length > 0) throw new Error(`Still running: ${JSON.stringify(left, null, 2)}\n${output}`);
      }, PATIENCE);
      await closed;
    },
  };
}
