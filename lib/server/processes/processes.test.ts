import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { disconnect } from '@/lib/db/client';
import { freePort } from '@/lib/db/embedded/free-port';
import { overrideEnv } from '@/lib/env';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { query } from '@/lib/testing/servers/database';
import { childrenOf, processesOn } from '@/lib/testing/servers/processes';
import {
  databaseUrl,
  makeDataDir,
  removeDataDir,
  startErrorOf,
  startServer,
  type TestServer,
} from '@/lib/testing/servers/server';
import { bundleOf } from '@/scripts/bundle.mjs';

// Each server has several processes, on whatever machine this is.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
const PATIENCE = { timeout: 60_000, interval: 100 };
const LIMIT = 30;
const HELLO = { to: '+15005550100', text: 'Hello' };
const SETTINGS = {
  ROLE: 'gateway,worker',
  PROCESSES: '3',
  LOG_LEVEL: 'debug',
  APP_SECRET: process.env.APP_SECRET,
};

let server: TestServer;
let url: string;
beforeAll(async () => {
  const dataDir = await makeDataDir();
  server = await startServer(dataDir, { ...SETTINGS, METRICS_PORT: String(await freePort()) });
  url = await databaseUrl(dataDir);
  overrideEnv({ DATABASE_URL: url });
});
afterAll(async () => {
  await disconnect();
  await server.end('SIGKILL');
  await removeDataDir(server.dataDir);
});

/** A call over a connection of its own, so that the processes take turns. */
async function request(secret: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      connection: 'close',
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const answer: Record<string, unknown> = JSON.parse(await response.text());
  return { status: response.status, body: answer };
}

const calls = (secret: string, times: number) =>
  Promise.all(Array.from({ length: times }, async () => (await request(secret, '/account')).status));

/** The processes that have logged something since `from`, a length of the output. */
function loggedBy(from: number): Set<number> {
  const lines = server
    .output()
    .slice(from)
    .matchAll(/"pid":(\d+)/g);
  return new Set(Array.from(lines, ([, pid]) => Number(pid)));
}

describe('a server with several processes', () => {
  it('serves with each of them, and says once that it is ready', async () => {
    expect(childrenOf(server)).toHaveLength(3);
    expect(server.output().match(/is ready/g)).toHaveLength(1);
    const { secret } = await makeKey(await makeMember());
    const from = server.output().length;
    expect(new Set(await calls(secret, 60))).toEqual(new Set([200]));
    await vi.waitFor(() => expect(loggedBy(from)).toEqual(new Set(childrenOf(server))), PATIENCE);
  });

  it('serves the metrics of each of them on a port of its own', async () => {
    const lines = server.output().matchAll(/"port":(\d+),"path":"\/metrics"/g);
    const ports = new Set(Array.from(lines, ([, port]) => Number(port)));
    expect(ports.size).toBe(3);
    for (const port of ports) {
      const response = await fetch(`http://localhost:${port}/metrics`);
      expect(await response.text()).toContain('keydesk_build_info{');
    }
  });

  it('counts calls for all of them together', async () => {
    const { secret } = await makeKey(await makeMember(), { rateLimit: LIMIT });
    const statuses = await calls(secret, 3 * LIMIT);
    expect(statuses.filter((status) => status === 200)).toHaveLength(LIMIT);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2 * LIMIT);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'replaces one that ends with %s, and still counts',
    async (signal) => {
      const { secret } = await makeKey(await makeMember(), { rateLimit: LIMIT });
      expect(await calls(secret, 1)).toEqual([200]);
      const [before = 0, ...others] = childrenOf(server);
      process.kill(before, signal);
      await vi.waitFor(() => {
        const after = childrenOf(server);
        expect(after).toHaveLength(3);
        expect(after).not.toContain(before);
        expect(after).toEqual(expect.arrayContaining(others));
      }, PATIENCE);
      const statuses = await calls(secret, 2 * LIMIT);
      expect(statuses.filter((status) => status === 200)).toHaveLength(LIMIT - 1);
    },
  );

  it('works on, with its worker, after all processes were killed at once', async () => {
    for (const pid of childrenOf(server)) process.kill(pid, 'SIGKILL');
    const owner = await makeMember();
    const { secret } = await makeKey(owner);
    await giveMoney(owner.workspaceId, 10_000_000n, 'sandbox');
    await vi.waitFor(async () => {
      const sent = await request(secret, '/messages', HELLO, { 'idempotency-key': 'once' });
      expect(sent.status).toBe(202);
    }, PATIENCE);
    await vi.waitFor(async () => {
      expect(await query(url, 'SELECT status FROM messages')).toEqual([{ status: 'delivered' }]);
    }, PATIENCE);
  });

  it('answers calls while its parent does not, and keeps a limit in each process', async () => {
    const { secret } = await makeKey(await makeMember(), { rateLimit: LIMIT });
    server.child.kill('SIGSTOP');
    try {
      const statuses = await calls(secret, 4 * LIMIT);
      const passed = statuses.filter((status) => status === 200).length;
      expect(passed).toBeGreaterThanOrEqual(LIMIT);
      expect(passed).toBeLessThanOrEqual(3 * LIMIT);
      expect(statuses.filter((status) => status === 429)).toHaveLength(4 * LIMIT - passed);
    } finally {
      server.child.kill('SIGCONT');
    }
    await vi.waitFor(async () => {
      const { secret } = await makeKey(await makeMember(), { rateLimit: LIMIT });
      const statuses = await calls(secret, 2 * LIMIT);
      expect(statuses.filter((status) => status === 200)).toHaveLength(LIMIT);
    }, PATIENCE);
  });

  it('finishes the requests in progress of all of them before it stops', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const socket = connect(Number(new URL(server.url).port), 'localhost');
        await once(socket, 'connect');
        socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n');
        return socket;
      }),
    );
    // The responses to requests that began later tell that the first have been read.
    await Promise.all(
      Array.from({ length: 6 }, () => fetch(`${server.url}/healthz`, { headers: { connection: 'close' } })),
    );
    const ended = server.end('SIGTERM');
    await vi.waitFor(() => expect(fetch(server.url)).rejects.toThrow(), PATIENCE);
    for (const socket of sockets) {
      socket.write('\r\n');
      expect(await text(socket)).toContain('HTTP/1.1 200 OK');
    }
    expect(await ended).toBe(0);
    expect(processesOn(server.dataDir)).toEqual([]);
  });

  it('ends with its parent, also after SIGKILL', async () => {
    await server.end('SIGTERM');
    server = await startServer(server.dataDir, SETTINGS);
    await server.end('SIGKILL');
    await vi.waitFor(() => expect(processesOn(server.dataDir)).toEqual([]), PATIENCE);
  });
});

it('starts several processes with a setting in a file that an env file names', async () => {
  const dataDir = await makeDataDir();
  onTestFinished(() => removeDataDir(dataDir));
  const secretFile = path.join(dataDir, 'a-secret');
  const envFile = path.join(dataDir, 'settings.env');
  await writeFile(secretFile, SETTINGS.APP_SECRET ?? '');
  await writeFile(envFile, `APP_SECRET_FILE=${secretFile}\n`);
  const settings = { ...SETTINGS, APP_SECRET: undefined, DATABASE_CONNECTIONS: '150' };
  const program = [`--env-file=${envFile}`, bundleOf('server.ts')];
  const started = await startServer(dataDir, settings, program);
  onTestFinished(() => void started.child.kill('SIGKILL'));
  expect(childrenOf(started)).toHaveLength(3);
  // The embedded PostgreSQL accepts what they open, and some more.
  expect(await query(await databaseUrl(dataDir), 'SHOW max_connections')).toEqual([
    { max_connections: '170' },
  ]);
  expect(await started.end('SIGTERM')).toBe(0);
});

it('serves as one process of a process manager that uses the cluster module', async () => {
  const dataDir = await makeDataDir();
  onTestFinished(() => removeDataDir(dataDir));
  const manager = `
    import cluster from 'node:cluster';
    cluster.setupPrimary({ exec: ${JSON.stringify(bundleOf('server.ts'))}, args: [], execArgv: ['--import', './scripts/end-with-parent.mjs'] });
    const child = cluster.fork();
    process.on('SIGTERM', () => child.process.kill('SIGTERM'));
    child.on('exit', (code) => process.exit(code));`;
  const settings = { ...SETTINGS, PROCESSES: '1' };
  const started = await startServer(dataDir, settings, ['--input-type=module', '--eval', manager]);
  onTestFinished(() => void started.child.kill('SIGKILL'));
  await disconnect();
  overrideEnv({ DATABASE_URL: await databaseUrl(dataDir) });
  const { secret } = await makeKey(await makeMember(), { rateLimit: 1 });
  const headers = { authorization: `Bearer ${secret}` };
  const statuses = [1, 2].map(async () => (await fetch(`${started.url}/api/v1/account`, { headers })).status);
  expect((await Promise.all(statuses)).sort()).toEqual([200, 429]);
  await disconnect();
  expect(await started.end('SIGTERM')).toBe(0);
});

describe('a start of several processes that fails', () => {
  async function refused(env: Record<string, string>): Promise<string> {
    const dataDir = await makeDataDir();
    onTestFinished(() => removeDataDir(dataDir));
    const error = await startErrorOf(startServer(dataDir, { ...SETTINGS, LOG_LEVEL: 'warn', ...env }));
    expect(error.code).toBe(1);
    expect(processesOn(dataDir)).toEqual([]);
    return error.output;
  }

  it('reports that the connections to the database are too few', async () => {
    expect(await refused({ DATABASE_CONNECTIONS: '11' })).toMatch(
      /^PROCESSES is 3, and 11 connections .+ set DATABASE_CONNECTIONS to 12 or more, .+\.\n$/,
    );
  });

  it('reports once that the port is in use', async () => {
    const taken = createServer().listen(0);
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const output = await refused({ PORT: port });
    expect(output.match(/is taken/g)).toHaveLength(1);
  });
});
