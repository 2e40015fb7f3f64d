import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@/lib/db/embedded/free-port';
import { findOwner } from '@/lib/db/embedded/owner';
import { findProgram } from '@/lib/testing/servers/find-program';

/** Where PgBouncer is on this machine; null where it is not. */
export const findPgBouncer = () => findProgram('pgbouncer');

export interface TestPgBouncer {
  /** The database's address through PgBouncer. */
  url: string;
  /** Starts it again after a kill. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

async function untilUp(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      output += chunk;
      if (output.includes('process up')) resolve();
    });
    child.on('exit', () => reject(new Error(`PgBouncer did not start:\n${output}`)));
  });
}

/**
 * A PgBouncer of the test's own in front of the database at `url`, whose role must have a password there.
 * @param settings more lines of its configuration, such as `{ pool_mode: 'transaction' }`
 */
export async function startPgBouncer(
  url: string,
  settings: Record<string, string | number> = {},
): Promise<TestPgBouncer> {
  const program = findPgBouncer();
  if (!program) throw new Error('PgBouncer is not installed.');
  const database = new URL(url);
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-pgbouncer-'));
  // PgBouncer does not run as root.
  await chmod(folder, 0o755);
  const users = path.join(folder, 'users.txt');
  await writeFile(users, `"${database.username}" "${database.password}"\n`);
  const config = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: users,
    ...settings,
  };
  const file = path.join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    [
      '[databases]',
      `* = host=${database.hostname} port=${database.port}`,
      '[pgbouncer]',
      ...Object.entries(config).map(([name, value]) => `${name} = ${value}`),
    ].join('\n'),
  );
  const owner = await findOwner();
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(program, [file], { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...owner });
    await untilUp(child);
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  const pooled = new URL(url);
  pooled.port = String(port);
  return {
    url: pooled.href,
    start,
    kill,
    async stop() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}
