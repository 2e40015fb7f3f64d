import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openCluster, stopCluster, urlOf } from '@/lib/db/embedded/cluster';
import { bundleOf } from '@/scripts/bundle.mjs';

/** A server in a process of its own. */
export interface TestServer {
  url: string;
  dataDir: string;
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Sends `signal` and returns the exit code, or null when the signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A server that ended before it was ready. */
export class StartError extends Error {
  override name = 'StartError';

  constructor(
    readonly code: number | null,
    readonly output: string,
  ) {
    super(`The server ended with code ${code}:\n${output}`);
  }
}

/**
 * An empty folder for one server's data.
 * @param mode 0o711 lets the PostgreSQL that root starts enter it; with 0o700 it has to live elsewhere.
 */
export async function makeDataDir(mode = 0o711): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-data-'));
  await chmod(folder, mode);
  return folder;
}

/** The address of the database that a server runs under `dataDir`. */
export async function databaseUrl(dataDir: string): Promise<string> {
  return urlOf(await openCluster(dataDir), 'keydesk');
}

/** Deletes the folder, and first ends the database that a killed server may have left running in it. */
export async function removeDataDir(dataDir: string): Promise<void> {
  if (existsSync(path.join(dataDir, 'postgres'))) {
    const cluster = await openCluster(dataDir);
    await stopCluster(cluster);
    await rm(cluster.location.home, { recursive: true });
  }
  await rm(dataDir, { recursive: true });
}

/** The error of a server that does not start. @throws Error when it starts */
export async function startErrorOf(starting: Promise<TestServer>): Promise<StartError> {
  const error: unknown = await starting.catch((error: unknown) => error);
  if (error instanceof StartError) return error;
  throw new Error('The server started.', { cause: error });
}

/**
 * Starts a server on `dataDir` at a free port and returns once it is ready.
 * @param program what Node runs, with more options for it
 * @throws StartError when it ends instead.
 */
export async function startServer(
  dataDir: string,
  env: Record<string, string | undefined> = {},
  program = [bundleOf('server.ts')],
): Promise<TestServer> {
  const { PATH, HOME } = process.env;
  const args = ['--throw-deprecation', '--enable-source-maps', '--import', './scripts/end-with-parent.mjs'];
  const child = spawn(process.execPath, [...args, ...program], {
    env: { PATH, HOME, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const ready = /^.+ is ready: (\S+)$/m.exec(output)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (code) => reject(new StartError(code, output)));
  });
  return {
    url,
    dataDir,
    child,
    output: () => output,
    async end(signal) {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}
